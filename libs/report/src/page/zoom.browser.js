const whole = document.getElementById('whole');
const zoom = (chosen) => {
  for (const tile of document.querySelectorAll('.package')) {
    const isNear = tile === chosen;
    tile.classList.toggle('near', isNear);
    tile.querySelector('button').setAttribute('aria-pressed', String(isNear));
  }
  whole.hidden = !chosen;
};
for (const map of document.querySelectorAll('.map'))
  map.addEventListener('click', (event) => {
    const tile = event.target.closest('.package');
    if (tile) zoom(tile.classList.contains('near') ? undefined : tile);
  });
whole.addEventListener('click', () => zoom());
document.addEventListener('keydown', ({ key }) => key === 'Escape' && zoom());
