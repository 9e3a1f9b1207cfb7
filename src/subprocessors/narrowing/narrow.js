// Narrows the register while somebody types; without it the form does.
const { shown, none } = document.currentScript.dataset;
const field = document.querySelector('.filter [name="q"]');
const table = document.querySelector('.register');
const status = document.getElementById('narrowed');
let groups;
let frame;
let pause;

// As the form finds them: accents and case make no difference.
const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase();

const textOf = (row) => {
  const names = [...row.cells[0].querySelectorAll('bdi')].map((name) => name.textContent);
  return fold([...names, row.cells[1].textContent, row.dataset.also ?? ''].join('\n'));
};

const read = () =>
  [...table.tBodies].map((body) => {
    const rows = [...body.rows].filter((row) => row.id !== '');
    return { body, rows: rows.map((row) => ({ row, text: textOf(row) })) };
  });

const narrow = () => {
  groups ??= read();
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  let [count, all] = [0, 0];
  for (const { body, rows } of groups) {
    let left = 0;
    for (const { row, text } of rows) {
      const isFound = words.every((word) => text.includes(word));
      if (row.hidden === isFound) row.hidden = !isFound;
      if (isFound) left += 1;
    }
    body.hidden = left === 0;
    count += left;
    all += rows.length;
  }
  // Said once somebody pauses, not at every letter.
  clearTimeout(pause);
  pause = setTimeout(() => {
    const said = count === 0 ? none : shown.replace('{n}', count).replace('{all}', all);
    status.textContent = words.length === 0 ? '' : said;
  }, 300);
};

// What the form has narrowed already is not all there is.
if (field && table && status && field.defaultValue === '') {
  field.addEventListener('input', () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(narrow);
  });
  // A browser that goes back puts in again what was typed.
  if (field.value !== '') narrow();
}
