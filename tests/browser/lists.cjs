// Lists of threads in Chromium: the rows of a page sorted by each column and filtered by words and by outcome, in the
// address, by keyboard, and whole where no script runs. Lists of recommendations are in choose.cjs.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/lists.cjs FOLDER
const path = require('path');
const { pathToFileURL } = require('url');
const { faults, launch, serve, tally } = require('./chromium.cjs');

const PAGE = 'outcomes/longest-open.html';

/** The rows that can be seen, as their cells' words. */
const seen = (page) => page.$$eval('table.sorts tbody tr', (rows) => rows.filter((row) => !row.hidden)
  .map((row) => [...row.cells].map((cell) => cell.innerText.trim())));

(async () => {
  const folder = path.resolve(process.argv[2]);
  const server = await serve(folder);
  const { root } = server;
  const browser = await launch();
  const { wrong, right, end } = tally('long lists');
  const is = (what, found, expected) => {
    if (JSON.stringify(found) === JSON.stringify(expected)) right();
    else wrong(`${what}: ${JSON.stringify(found).slice(0, 300)} for ${JSON.stringify(expected).slice(0, 300)}`);
  };

  for (const place of [root, `${pathToFileURL(folder)}/`]) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong(error.message));
    await page.goto(place + PAGE);
    const all = await seen(page);
    const count = all.length;
    if (count !== 30) wrong(`${place}: not a page of 30 but ${count} rows`);

    // Sorted by each column: the same rows, in order; a second time, the other way round.
    const heads = await page.$$eval('table.sorts thead th', (cells) => cells.map((cell) => cell.innerText.trim()));
    for (const [n, head] of heads.entries()) {
      const button = page.getByRole('button', { name: head, exact: true });
      await button.focus();
      await page.keyboard.press('Enter');
      const up = await seen(page);
      is(`${head}: what is there`, [...up].sort().join(), [...all].sort().join());
      is(`${head}: said`, await page.$$eval('th', (cells, at) => cells[at].getAttribute('aria-sort'), n), 'ascending');
      if (n < 2) {
        const words = up.map((row) => row[n]);
        is(`${head}: order`, words, [...words].sort(new Intl.Collator('en-GB', { numeric: true }).compare));
      }
      if (head === 'Since') {
        const years = up.map((row) => Number(row[n].match(/\d{4}/)[0]));
        is('years in order', years, [...years].sort((a, b) => a - b));
      }
      await page.keyboard.press('Enter');
      is(`${head}: the other way`, await page.$$eval('th', (cells, at) => cells[at].getAttribute('aria-sort'), n), 'descending');
      const down = await seen(page);
      const first = (row) => row[n].split('\n')[0];
      is(`${head}: turned round`, [first(down[0]), first(down[count - 1])], [first(up[count - 1]), first(up[0])]);
    }

    // Filtered by words and by outcome, together with the order; the address brings it back elsewhere.
    await page.getByLabel('Filter the rows of this page').fill('Care  LEAVERS');
    const some = await seen(page);
    const has = (row) => ['care', 'leavers'].every((word) => row.join(' ').toLowerCase().includes(word));
    is('filtered', some.length, all.filter(has).length);
    is('filtered, each', some.every(has), true);
    is('said', await page.textContent('.rows-said'), `${some.length} of the ${count} rows of this page.`);
    await page.getByLabel('that stand at').selectOption('partly met');
    const partly = await seen(page);
    is('partly met', partly.every((row) => /^.\s*partly met\n/.test(`${row[3]}\n`)), true);
    is('partly met, as many', partly.length, some.filter((row) => /^.\s*partly met\n/.test(`${row[3]}\n`)).length);
    if (!partly.length || partly.length === some.length) wrong('the filter by outcome tells nothing apart');
    const other = await (await browser.newContext()).newPage();
    await other.goto(page.url());
    is('the address brings it back', await seen(other), partly);
    await other.context().close();

    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      (await faults(page)).forEach((fault) => wrong(`${width}: ${fault}`));
    }
    await page.getByLabel('Filter the rows of this page').fill('');
    await page.getByLabel('that stand at').selectOption('');
    is('cleared', (await seen(page)).length, count);
    await context.close();
  }

  const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await still.goto(root + PAGE);
  if (await still.locator('table.sorts tbody tr').count() !== 30) wrong('without script, rows are missing');
  is('without script, no buttons', await still.locator('table.sorts button').count(), 0);
  await still.goto(`${root}recommendations/index.html`);
  await still.getByRole('link', { name: 'Next', exact: true }).click();
  is('the next page', await still.locator('h1').innerText(), 'Recommendations, page 2');
  await browser.close();
  server.close();
  end();
})();
