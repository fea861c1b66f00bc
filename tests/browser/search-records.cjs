// What the search of a built site must find, read from the site's own CSV files and from tests/search/*.toml,
// which know nothing of the index.
const fs = require('fs');
const path = require('path');

const FACETS = ['kind', 'outcome', 'authority', 'theme', 'framework', 'year'];
exports.FACETS = FACETS;

/** The rows of a CSV file as objects. */
function rows(file) {
  const cells = [...fs.readFileSync(file, 'utf8').replace(/^\ufeff/, '').matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)];
  const lines = [[]];
  for (const [, cell, end] of cells) {
    lines.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end !== ',') lines.push([]);
  }
  const [names, ...rest] = lines.filter((line) => line.length > 1);
  return rest.map((line) => Object.fromEntries(names.map((name, n) => [name, line[n]])));
}

const list = (text) => text.split('; ').filter(Boolean);

/** The site's own pages that can be found. */
const ownPages = () => fs.readFileSync(path.join(__dirname, '../../src/search/pages.txt'), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#')).map((line) => line.split('|')[0].trim());

/** Every record with the values that it has of each facet, its page and its date. */
exports.records = (folder) => {
  const of = (name) => rows(path.join(folder, 'data', `${name}.csv`));
  const reports = new Map(of('inspections').map((report) => [report.id, report]));
  const outcomes = new Map(of('recommendations').map((one) => [one.id, one]));
  const dateOf = (report) => report.inspected_to || report.inspected_from || report.published;
  const ofReport = (report, more) => ({
    authority: [report.authority], framework: [report.framework], year: [dateOf(report).slice(0, 4)], date: dateOf(report), outcome: [], ...more,
  });
  const none = { outcome: [], framework: [], year: [], date: '' };
  return [
    ...of('authorities').map((one) => ({ ...none, kind: ['authority'], authority: [one.id], theme: [], page: one.page })),
    ...of('themes').map((one) => ({ ...none, kind: ['theme'], authority: [], theme: [one.id], page: one.page })),
    ...ownPages().map((page) => ({ ...none, kind: ['page'], authority: [], theme: [], page })),
    ...[...reports.values()].map((one) => ofReport(one, { kind: [one.nature], theme: list(one.scope), page: one.page })),
    ...of('findings').map((one) => ofReport(reports.get(one.report), {
      kind: [one.kind], theme: list(one.themes), outcome: outcomes.has(one.id) ? [outcomes.get(one.id).outcome] : [],
      page: outcomes.get(one.id)?.page ?? one.page,
    })),
  ];
};

/** The questions of a file, each with the address of the page that must come. */
exports.questions = (folder, file) => {
  const text = fs.readFileSync(path.join(__dirname, '../search', file), 'utf8');
  const found = [...text.matchAll(/^ask = "(.*)"\npage = "(.*)"$/gm)].map(([, ask, page]) => ({ ask, page }));
  if (found.length !== text.split('[[question]]').length - 1) throw new Error(`${file} has a question that cannot be read`);
  return found.map(({ ask, page }) => {
    const pages = page.includes('#') ? [`recommendations/${page.replace('#', '/')}.html`]
      : ['inspections', 'updates', 'authorities', 'themes'].map((part) => `${part}/${page}.html`);
    const address = pages.find((one) => fs.existsSync(path.join(folder, one)));
    if (!address) throw new Error(`${file}: there is no page for ${page}`);
    return { ask, page, address };
  });
};

/** The questions of a file that several pages may answer, each with the addresses of these. `REPORT##ID` is a finding. */
exports.layQuestions = (folder, file) => {
  const text = fs.readFileSync(path.join(__dirname, '../search', file), 'utf8');
  const found = [...text.matchAll(/^ask = "(.*)"\npages = "(.*)"$/gm)].map(([, ask, pages]) => ({ ask, pages: pages.split(' ') }));
  if (found.length !== text.split('[[question]]').length - 1) throw new Error(`${file} has a question that cannot be read`);
  const addressOf = (page) => {
    const [report, finding] = page.split('##');
    const options = finding ? [`inspections/${report}.html`] : page.includes('#') ? [`recommendations/${page.replace('#', '/')}.html`]
      : page.endsWith('.html') ? [page] : ['inspections', 'updates', 'authorities', 'themes'].map((part) => `${part}/${page}.html`);
    const address = options.find((one) => fs.existsSync(path.join(folder, one)));
    if (!address) throw new Error(`${file}: there is no page for ${page}`);
    return finding ? `${address}#${finding}` : address;
  };
  return found.map(({ ask, pages }) => ({ ask, page: pages.join(' '), addresses: pages.map(addressOf) }));
};

/** What the counts must be by the CSV files: each facet as if nothing of it were chosen. */
exports.counted = (all, chosen) => {
  const passes = (record, except) => Object.entries(chosen).every(([facet, value]) => facet === except || record[facet].includes(value));
  return Object.fromEntries(FACETS.map((facet) => {
    const sums = {};
    all.filter((record) => passes(record, facet)).flatMap((record) => record[facet]).forEach((value) => { sums[value] = (sums[value] ?? 0) + 1; });
    return [facet, sums];
  }));
};

/** The records that have all of what is chosen. */
exports.chosenFrom = (all, chosen) => all.filter((record) => Object.entries(chosen).every(([facet, value]) => record[facet].includes(value)));
