
'use strict';
(() => {
  const order = new Intl.Collator('zh-CN', { numeric: true });
  const day = /^(\d{4})[年.](\d{1,2})[月.](\d{1,2})/;

  // A cell as it sorts: a number or a date by value, other text as a dictionary has it; what is missing comes last.
  const key = (text, numeric) => {
    if (text === '—' || text === '') return null;
    const date = day.exec(text);
    if (date) return date[1] * 10000 + date[2] * 100 + Number(date[3]);
    const number = numeric ? parseFloat(text.replace(/[,+]/g, '')) : NaN;
    return Number.isNaN(number) ? text : number;
  };

  const compare = (a, b) => {
    if (a === null || b === null) return (a === null) - (b === null);
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return order.compare(String(a), String(b));
  };

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const sortable = (table, rows) => {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      // No <button>: browsers leave those out of the heads that they repeat on each printed page.
      const button = element('span', { role: 'button', tabindex: 0, title: '排序' }, ...head.childNodes);
      head.append(button);
      button.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        button.click();
      });
      button.addEventListener('click', () => {
        const next = { none: 'ascending', ascending: 'descending', descending: 'none' }[head.getAttribute('aria-sort') || 'none'];
        heads.forEach((other) => { other.removeAttribute('aria-sort'); });
        if (next !== 'none') head.setAttribute('aria-sort', next);
        const numeric = head.classList.contains('n');
        const keyed = rows.map((row) => [key(row.cells[column].textContent, numeric), row]);
        const sign = next === 'descending' ? -1 : 1;
        const missing = (a, b) => a[0] === null || b[0] === null;
        if (next !== 'none') keyed.sort((a, b) => compare(a[0], b[0]) * (missing(a, b) ? 1 : sign));
        body.append(...keyed.map((pair) => pair[1]));
      });
    });
  };

  const filterable = (table, rows) => {
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const input = element('input', { type: 'search', placeholder: '筛选：词之间空格', 'aria-label': '筛选' });
    const count = element('span', { role: 'status' });
    const choices = [...table.tHead.rows[0].cells].filter((head) => 'choice' in head.dataset).map((head) => {
      const values = [...new Set(rows.map((row) => row.cells[head.cellIndex].textContent))].sort(order.compare);
      const select = element('select', { 'aria-label': head.textContent });
      select.append(new Option(head.textContent + '：全部', ''), ...values.map((value) => new Option(value, value)));
      return { column: head.cellIndex, select, few: values.length > 1 };
    });
    const tools = element('div', { class: 'tools' }, input, ...choices.filter((c) => c.few).map((c) => c.select), count);
    const narrow = () => {
      const words = input.value.toLowerCase().split(/[\s\u3000]+/).filter(Boolean);
      const wanted = choices.filter((choice) => choice.select.value);
      let shown = 0;
      rows.forEach((row, i) => {
        const fits = words.every((word) => texts[i].includes(word))
          && wanted.every((choice) => row.cells[choice.column].textContent === choice.select.value);
        row.hidden = !fits;
        shown += fits;
      });
      const why = [...words, ...wanted.map((choice) => choice.select.value)].join(' ');
      tools.classList.toggle('narrowed', why !== '');
      count.textContent = why ? `筛选“${why}”：${shown} / ${rows.length} 项` : `共 ${rows.length} 项`;
    };
    tools.addEventListener('input', narrow);
    narrow();
    table.parentNode.before(tools);
  };

  for (const table of document.querySelectorAll('table.rich')) {
    const rows = [...table.tBodies[0].rows];
    if (table.classList.contains('long')) filterable(table, rows);
    sortable(table, rows);
  }
})();
