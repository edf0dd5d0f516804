const map = document.getElementById('treemap');
const button = document.getElementById('whole');
const whole = map.getAttribute('viewBox');
const show = (box) => {
  map.setAttribute('viewBox', box);
  map.classList.toggle('near', box !== whole);
  button.hidden = box === whole;
};
map.addEventListener('click', (event) => {
  const chosen = event.target.closest('.package');
  if (chosen) show(map.getAttribute('viewBox') === whole ? chosen.dataset.box : whole);
});
button.addEventListener('click', () => show(whole));
