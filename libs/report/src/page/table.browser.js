for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const order = new Intl.Collator('en', { numeric: true }).compare;
  const valueOf = (row, at) => {
    const { dataset, textContent } = row.cells[at];
    return dataset.value === undefined ? textContent.trim() : Number(dataset.value);
  };
  const compare = (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : order(String(a), String(b));
  heads.forEach((head, at) =>
    head.querySelector('button').addEventListener('click', () => {
      const first = head.classList.contains('number') ? 'descending' : 'ascending';
      const second = first === 'ascending' ? 'descending' : 'ascending';
      const direction = head.getAttribute('aria-sort') === first ? second : first;
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', direction);
      const sign = direction === 'ascending' ? 1 : -1;
      rows.sort((a, b) => sign * compare(valueOf(a, at), valueOf(b, at)));
      body.append(...rows);
    }),
  );
  const box = table.parentElement.previousElementSibling;
  box.querySelector('input').addEventListener('input', ({ target }) => {
    const wanted = target.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    const shown = rows.filter((row) => !row.hidden).length;
    box.querySelector('output').textContent = wanted === '' ? '' : `${shown} of ${rows.length}`;
  });
}
