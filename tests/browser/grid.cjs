// The thread grid in Chromium: filters, the address that keeps them, and the words behind a cell, by keyboard,
// served and from the disk, with and without script. What is expected is read from the grid's own words and
// from other pages of the site, never from what the script goes by.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/grid.cjs FOLDER
const fs = require('fs');
const path = require('path');
const { fileURLToPath, pathToFileURL } = require('url');
const { chromium } = require('playwright-core');
const { FLAGS, faults, serve, tally } = require('./chromium.cjs');

const folder = path.resolve(process.argv[2]);
const names = fs.readdirSync(path.join(folder, 'authorities')).filter((f) => f.endsWith('.html') && f !== 'index.html').sort();
const { check, end } = tally('grid');

// The threads that are shown, by the address of their newest recommendation.
const shown = (page) => page.locator('table.grid tbody tr').evaluateAll((rows) => rows
  .filter((row) => row.checkVisibility()).map((row) => row.cells[0].querySelector('a').href));

// What stands in the rows: the thread, its outcome in words.
const stands = (page) => page.locator('table.grid tbody tr').evaluateAll((rows) => rows.map((row) => {
  const outcome = row.cells[1].querySelector('.outcome').cloneNode(true);
  outcome.querySelector('.sign').remove();
  return [row.cells[0].querySelector('a').href, outcome.textContent.trim()];
}));

const options = (page, id) => page.locator(`#${id} option`).evaluateAll((all) => all.map((o) => [o.value, o.textContent]));
const hrefs = (page, selector) => page.locator(selector).evaluateAll((links) => links.map((link) => link.href));
const plain = (text) => text.replace(/\s+/g, ' ').trim();

// Pages of the site as they stand in the folder, read without a visit to each.
const themePage = (other, file) => other.evaluate((html) => {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const links = page.querySelectorAll('section[aria-labelledby=p_all] tbody th > a');
  return [page.querySelector('h1').textContent, [...links].map((link) => link.getAttribute('href'))];
}, fs.readFileSync(file, 'utf8'));

const reportPage = (other, file) => other.evaluate((html) => {
  const page = new DOMParser().parseFromString(html, 'text/html');
  page.querySelectorAll('.finding .after, .finding .finding').forEach((e) => e.remove());
  const findings = [...page.querySelectorAll('.finding[id]')].map((finding) => [finding.id, finding.textContent]);
  return { name: page.querySelector('.eyebrow').textContent, findings: Object.fromEntries(findings) };
}, fs.readFileSync(file, 'utf8'));

// Filters give what the pages of themes, the words of the rows and the list of open threads say.
async function filters(page, other, address) {
  await page.goto(address);
  const rows = await stands(page);
  const all = rows.map(([href]) => href);
  check(`${address}: all rows at first`, await shown(page), all);
  // A council with many threads has several pages; the count then says that it is of this one.
  const part = await page.locator('nav.sheets').count() > 0 ? ' on this page' : '';
  const count = async () => {
    const said = await page.locator('#grid_count').textContent();
    check(`${address}: the count says of what`, said.endsWith(`shown${part}`), true);
    return said.slice(0, said.length - part.length);
  };
  check(`${address}: all are counted`, await count(), `All ${all.length} threads shown`);

  const open = new Set(await hrefs(page, 'section[aria-labelledby=p_open] tbody th a'));
  const themes = (await options(page, 'grid_theme')).slice(1);
  const outcomes = (await options(page, 'grid_outcome')).slice(1);
  check(`${address}: there is something to choose`, themes.length > 3 && outcomes.length > 3 && open.size > 3);
  check(`${address}: the outcomes of the rows`, outcomes.map(([, o]) => o).sort(), [...new Set(rows.map(([, o]) => o))].sort());

  const ofTheme = new Map();
  for (const [word, title] of themes) {
    const [heading, links] = await themePage(other, path.join(folder, 'themes', `${word}.html`));
    check(`the theme ${word} by its title`, heading, title);
    ofTheme.set(word, new Set(links.map((link) => new URL(link, new URL('../themes/', address)).href)));
  }
  const expect = (theme, outcome, onlyOpen) => rows
    .filter(([href, o]) => (!theme || ofTheme.get(theme).has(href)) && (!outcome || o === outcome[1]) && (!onlyOpen || open.has(href)))
    .map(([href]) => href);
  const holds = async (what, theme, outcome, onlyOpen) => {
    const expected = expect(theme, outcome, onlyOpen);
    check(`${what}: rows`, await shown(page), expected);
    check(`${what}: count`, await count(), expected.length === all.length ? `All ${all.length} threads shown` : `${expected.length} of ${all.length} threads shown`);
    return expected.length;
  };

  let some = 0;
  for (const [word] of themes) {
    await page.selectOption('#grid_theme', word);
    some += await holds(`theme ${word}`, word) > 0;
  }
  check('every theme has a thread', some, themes.length);
  await page.click('#grid_clear');
  check('cleared', await shown(page), all);
  check('clearing gives the focus to the first filter', await page.evaluate(() => document.activeElement.id), 'grid_theme');
  check('nothing is left to clear', await page.isVisible('#grid_clear'), false);
  for (const outcome of outcomes) {
    await page.selectOption('#grid_outcome', outcome[0]);
    await holds(`outcome ${outcome[0]}`, '', outcome);
  }
  await page.selectOption('#grid_outcome', '');
  await page.check('[name=open]');
  check('fewer are open than there are', await holds('open only', '', null, true) < all.length);

  // Together: the theme and the outcome with most in common.
  const pairs = themes.flatMap(([word]) => outcomes.map((o) => [word, o, expect(word, o, true).length])).sort((a, b) => b[2] - a[2]);
  const [theme, outcome] = pairs[0];
  await page.selectOption('#grid_theme', theme);
  await page.selectOption('#grid_outcome', outcome[0]);
  check('together they leave some', await holds('together', theme, outcome, true) > 0);
  const together = await shown(page);
  const shared = page.url();

  const fresh = await page.context().browser().newContext();
  const reader = await fresh.newPage();
  await reader.goto(shared);
  check('the address can be shared', await shown(reader), together);
  check('and says what is chosen', [await reader.inputValue('#grid_theme'), await reader.inputValue('#grid_outcome'), await reader.isChecked('[name=open]')], [theme, outcome[0], true]);
  await fresh.close();

  await page.goBack();
  await holds('back', theme, null, true);
  await page.goBack();
  await holds('back again', '', null, true);
  await page.goForward();
  await page.goForward();
  check('forward', await shown(page), together);
  // The page's own listeners were there first, and have had their turn when this one is told.
  await page.evaluate(() => new Promise((resolve) => {
    addEventListener('hashchange', resolve, { once: true });
    location.hash = '#p_open';
  }).then(() => {}));
  check('a jump within the page keeps the filter', await shown(page), together);
  await page.emulateMedia({ media: 'print' });
  // What is unresolved, whatever the filter shows; of the rest the page says that it is not on paper.
  const unresolved = (await stands(page)).filter(([, stand]) => ['slipped back', 'missed', 'partly met'].includes(stand));
  check('something is unresolved', unresolved.length > 0);
  check('print shows every unresolved row', await shown(page), unresolved.map(([href]) => href));
  check('and no filter', await page.isVisible('#grid_filter'), false);
  await page.emulateMedia({ media: 'screen' });
}

const focusedText = (page) => page.evaluate(() => document.activeElement.textContent.trim());

// By keyboard alone: Enter opens, Tab goes through the panel, Escape closes and gives the focus back.
async function keyboard(page, address) {
  await page.goto(address);
  const link = page.locator('table.grid td.c-missed a').first();
  await link.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#cell_words:popover-open');
  check('the focus is in the panel', await page.evaluate(() => document.activeElement.id), 'cell_words');
  check('the link says that it is open', await link.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Tab');
  check('first Close', await focusedText(page), 'Close');
  await page.keyboard.press('Tab');
  check('then the way to the report', await focusedText(page), 'Read it in the report');
  await page.keyboard.press('Escape');
  check('Escape closes', await page.isVisible('#cell_words'), false);
  check('the focus is back', await link.evaluate((a) => a === document.activeElement));
  check('the link says that it is closed', await link.getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#cell_words:popover-open');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#cell_words:popover-open', { state: 'detached' });
  check('Close gives the focus back too', await link.evaluate((a) => a === document.activeElement));
  await page.keyboard.press('Enter');
  await page.waitForSelector('#cell_words:popover-open');
  for (let n = 0; n < 30 && await page.evaluate(() => document.getElementById('cell_words').contains(document.activeElement)); n += 1) await page.keyboard.press('Tab');
  check('going on from its end closes it', await page.isVisible('#cell_words'), false);
  check('and leaves the focus where it went', await link.evaluate((a) => a !== document.activeElement && document.activeElement !== document.body));
  await page.locator('table.grid td.c-met > a').first().click();
  await page.waitForSelector('#cell_words:popover-open');
  await page.locator('table.grid td.c-met > a').nth(2).click();
  await page.waitForFunction(() => document.getElementById('cell_words').closest('td').querySelector('a').getAttribute('aria-expanded') === 'true');
  check('one cell is open at a time', await page.locator('[aria-expanded=true]').count(), 1);
}

// Every cell with words opens, and each finding in it stands in the report with the same words.
async function evidence(page, other, address) {
  await page.goto(address);
  check('the evidence is not read with the page', await page.evaluate(() => performance.getEntriesByType('resource').some((r) => r.name.includes('.grid.js'))), false);
  // In one go, since there are many: each cell as it is opened, with what the panel then holds.
  const opened = await page.evaluate(async () => {
    const cells = [];
    const isOpen = (link) => new Promise((resolve) => {
      const look = (_, observer) => {
        if (link.getAttribute('aria-expanded') !== 'true') return;
        observer.disconnect();
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(link, { attributeFilter: ['aria-expanded'] });
      look([], observer);
    });
    for (const link of document.querySelectorAll('table.grid td[class^=c-] > a')) {
      link.click();
      await isOpen(link);
      const cell = link.closest('td');
      const panel = cell.querySelector('#cell_words');
      cells.push({ href: link.href, word: link.querySelector('.word').textContent,
        column: cell.closest('table').tHead.rows[0].cells[cell.cellIndex].querySelector('a').href,
        title: panel.querySelector('h3').textContent,
        says: [...panel.querySelectorAll('.cell-says')].map((one) => ({ href: one.querySelector('a').href,
          outcome: one.querySelector('.outcome').textContent, words: one.querySelector('blockquote').textContent })) });
      panel.hidePopover();
    }
    return cells;
  });
  const said = new Map();
  for (const cell of opened) {
    check(`${cell.href}: a finding that the cell leads to`, cell.says.some((one) => one.href === cell.href));
    check(`${cell.href}: all from the column's report`, cell.says.every((one) => one.href.split('#')[0] === cell.column));
    if (['met', 'missed'].includes(cell.word)) check(`${cell.href}: says ${cell.word}`, cell.says.some((one) => one.outcome.includes(cell.word)));
    cell.says.forEach(({ href, words }) => said.set(href, { words: plain(words), title: cell.title }));
  }
  check('cells were opened', said.size > 20);
  const reports = new Map();
  for (const [href, { words, title }] of said) {
    const [file, id] = href.split('#');
    if (!reports.has(file)) reports.set(file, await reportPage(other, fileURLToPath(file)));
    const { name, findings } = reports.get(file);
    check(`${href}: the report's words`, words, plain(findings[id] ?? 'no such finding'));
    check(`${href}: the report's name`, plain(name).endsWith(title));
  }
}

async function withoutScript(browser, address, rows) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  check('without script: every row', await page.locator('table.grid tbody tr:visible').count(), rows);
  check('without script: no filter', await page.isVisible('#grid_filter'), false);
  const link = page.locator('table.grid td.c-met a').first();
  const href = await link.evaluate((a) => a.href);
  await link.click();
  check('without script: a cell leads to the words', page.url(), href);
  await context.close();
}

// With the panel open and a filter set, in every width and scheme; and nothing scrolls sideways at 320 px.
async function looks(browser, address) {
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark'], [320, 'light']]) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme: scheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    await page.goto(address);
    await page.check('[name=open]');
    await page.locator('table.grid td.c-partly-met:visible a').first().click();
    await page.waitForSelector('#cell_words:popover-open');
    (await faults(page)).forEach((fault) => check(`${address} ${width} ${scheme}: ${fault}`, false));
    const [over, box] = await page.evaluate(() => [document.documentElement.scrollWidth - document.documentElement.clientWidth,
      document.getElementById('cell_words').getBoundingClientRect().toJSON()]);
    check(`${width}: nothing wider than the screen`, over <= 0);
    check(`${width}: the panel is on the screen`, box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= 800);
    const covered = await page.evaluate(() => {
      const panel = document.getElementById('cell_words'), cell = panel.closest('td').getBoundingClientRect();
      return panel.contains(document.elementFromPoint(cell.left + cell.width / 2, cell.top + 12));
    });
    check(`${width}: its cell can be seen beside it`, covered, false);
    await context.close();
  }
  const context = await browser.newContext({ forcedColors: 'active' });
  const page = await context.newPage();
  await page.goto(address);
  const signs = await page.evaluate(() => Object.fromEntries(['td.c-met.r-said', 'td.c-met.r-read', 'td.c-silent', 'td.c-out-of-scope'].map((which) => {
    const cell = document.querySelector(`table.grid ${which}`);
    const { backgroundColor, borderColor } = getComputedStyle(cell.querySelector('.sign'));
    return [which, [backgroundColor, borderColor, getComputedStyle(cell, '::before').borderTopStyle, cell.querySelector('.sign').textContent].join()];
  })));
  check('forced colours: the states are unlike each other', new Set(Object.values(signs)).size, 4);
  await context.close();
}

(async () => {
  const server = await serve(folder);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const other = await context.newPage();
  page.on('pageerror', (error) => check(String(error), false));
  page.on('console', (message) => { if (message.type() === 'error') check(`${page.url()}: ${message.text()}`, false); });
  const served = (name) => `http://127.0.0.1:${server.address().port}/authorities/${name}`;
  const onDisk = (name) => pathToFileURL(path.join(folder, 'authorities', name)).href;
  for (const name of names) {
    await filters(page, other, served(name));
    await evidence(page, other, onDisk(name));
    await page.goto(served(name));
    await withoutScript(browser, served(name), (await stands(page)).length);
  }
  await filters(page, other, onDisk(names[0]));
  await keyboard(page, served(names[0]));
  await keyboard(page, onDisk(names[0]));
  await looks(browser, served(names[0]));
  await browser.close();
  server.close();
  end();
})();
