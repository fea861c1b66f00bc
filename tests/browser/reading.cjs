// Pages of every kind of the built site as different people read them: from the disk, without scripts, on a
// narrow screen, with large text, in forced colours, by keyboard alone, on paper. `404.html` uses the host's root
// and is left out.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/reading.cjs FOLDER
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { pathToFileURL } = require('url');
const { faults, launch, pagesOf, sideways, tally } = require('./chromium.cjs');

const folder = path.resolve(process.argv[2]);
const { wrong, right, each, end } = tally('reading');
const pages = pagesOf(folder);
const kinds = pages.largest.filter((name) => name !== '404.html');
const address = (name) => `${pathToFileURL(folder).href}/${name}`;

// By links alone, from the home page to a report. Their files lie on the disk.
async function fromTheDisk(browser) {
  const page = await browser.newPage();
  await page.goto(address('index.html'));
  for (const part of ['authorities/[^/]+', 'recommendations/.+', 'inspections/[^/]+/.+']) {
    const is = new RegExp(`/${part}\\.html(#.*)?$`);
    const links = await page.locator('main a').evaluateAll((all) => all.map((a) => a.href));
    const index = links.findIndex((href) => is.test(href) && !href.includes('/index.html'));
    if (index < 0) return wrong(`${page.url()}: no link to ${part}`);
    await page.locator('main a').nth(index).click();
    await page.waitForURL(is);
    const styled = await page.evaluate(() => document.styleSheets.length === 1 && getComputedStyle(document.querySelector('.skip')).position === 'absolute');
    if (!await page.locator('h1').isVisible() || !styled) return wrong(`${page.url()}: not whole`);
  }
  await page.close();
  return right();
}

// What a page says is there without scripts; the search says that it needs them, and leads to the lists.
async function withoutScripts(browser) {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  for (const name of kinds) {
    await page.goto(address(name));
    const text = await page.locator('main').innerText();
    const found = [];
    if (!await page.locator('h1').isVisible()) found.push('no heading');
    if (text.length < 150) found.push(`only says ${text}`);
    for (const button of await page.locator('main button:visible').all()) found.push(`a button that does nothing: ${await button.innerText()}`);
    if (name === 'search.html') {
      if (!/JavaScript/.test(text)) found.push('does not say that it needs JavaScript');
      if (await page.locator('form.search').isVisible()) found.push('shows a form that does nothing');
      for (const list of ['authorities', 'inspections', 'recommendations', 'themes', 'outcomes']) {
        if (!await page.locator(`main a[href="${list}/index.html"]:visible`).count()) found.push(`does not lead to ${list}`);
      }
    }
    each(found.map((fault) => `${name}, without scripts: ${fault}`));
  }
  await page.context().close();
}

// The page itself never scrolls sideways. Large text is a setting of the browser: all sizes must follow it.
async function narrowAndLarge(browser, width, times) {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  for (const name of pages.all.filter((n) => n !== '404.html')) {
    await page.goto(address(name));
    const size = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('main')).fontSize));
    const over = await sideways(page);
    const found = [];
    if (over > 0) found.push(`${over} px too wide`);
    if (size < 15 * times) found.push(`letters of ${size} px`);
    each(found.map((fault) => `${name}, ${width} px wide, text ${times * 100} %: ${fault}`));
  }
  await page.close();
}

// Colours of the reader's choice: outcomes are words, not colours. How well those stand out is the reader's matter.
async function forcedColours(browser) {
  const page = await (await browser.newContext({ bypassCSP: true, forcedColors: 'active' })).newPage();
  for (const name of kinds) {
    await page.goto(address(name));
    const hidden = await page.evaluate(() => {
      const shown = (node) => {
        const { color, backgroundColor, visibility, opacity } = getComputedStyle(node);
        const { width, height } = node.getBoundingClientRect();
        return color !== backgroundColor && visibility === 'visible' && opacity !== '0' && width * height > 0;
      };
      const outcomes = [...document.querySelectorAll('main .outcome, main .standing, main .grid .word')].filter((node) => node.checkVisibility());
      return outcomes.filter((node) => !shown(node) || !/[a-z]{3}/.test(node.innerText)).map((node) => node.outerHTML.slice(0, 120));
    });
    each([...hidden.map((html) => `cannot be seen: ${html}`), ...await faults(page, ['color-contrast'])].map((fault) => `${name}, forced colours: ${fault}`));
  }
  await page.context().close();
}

const STOPS = 120;

// Tab goes through the page in its order, the skip link first, and leaves out nothing; where it stands can be seen.
async function byKeyboard(browser) {
  // Without the gliding of the page, which takes its time.
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  for (const name of kinds) {
    await page.goto(address(name));
    const found = [];
    const total = await page.evaluate(() => {
      const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
      globalThis.waiting = [...document.querySelectorAll(all)].filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled);
      return globalThis.waiting.length;
    });
    for (let stop = 0; stop < Math.min(total, STOPS); stop += 1) {
      await page.keyboard.press('Tab');
      const fault = await page.evaluate((first) => {
        const node = document.activeElement;
        const what = node.outerHTML.slice(0, 100);
        if (first && !node.matches('.skip')) return `the skip link is not first: ${what}`;
        const expected = globalThis.waiting.shift();
        if (node !== expected) return `goes to ${what} and not to ${expected.outerHTML.slice(0, 100)}`;
        const style = getComputedStyle(node);
        if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return `cannot be seen on ${what}`;
        // Of what is larger than the window, the part in it counts.
        const box = node.getClientRects()[0];
        const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
        const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
        const top = document.elementFromPoint(x, y);
        const seen = top && (node.contains(top) || top.contains(node));
        return seen ? '' : `is covered or outside of the window on ${what}`;
      }, stop === 0);
      if (fault) { found.push(fault); break; }
    }
    // From the skip link Enter leads past everything above the content.
    await page.goto(address(name));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    if (!await page.evaluate(() => document.activeElement.id === 'main_content')) found.push('the skip link does not lead to the content');
    each(found.map((fault) => `${name}, by keyboard: the focus ${fault}`));
  }
  await page.close();
}

// Letters and figures alone, so that neither lines nor hyphens of the paper count.
const bare = (text) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');

// Paper has no use for what is clicked. Every row of every table is on it, folded or not, save that of an authority's
// threads those are which are unresolved, and of the others how many there are.
async function onPaper(browser) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'paper-'));
  const page = await browser.newPage();
  for (const name of kinds.filter((kind) => kind !== 'search.html')) {
    await page.goto(address(name));
    await page.emulateMedia({ media: 'print' });
    const found = [];
    for (const what of ['.skip', 'header nav', 'form', 'nav.toc', '.crumbs']) {
      if (await page.locator(what).filter({ visible: true }).count()) found.push(`prints ${what}`);
    }
    const [rows, others] = await page.evaluate(() => {
      const unresolved = ['slipped-back', 'missed', 'partly-met'];
      // The figures of a chart are those of the tables once more.
      const isLeftOut = (row) => row.closest('.to-unresolved .settled, details:not([open], .fold)') || (row.closest('.grid tbody') && !unresolved.includes(row.dataset.o));
      const all = [...document.querySelectorAll('main tbody tr')].filter((row) => !isLeftOut(row));
      return [all.map((row) => (row.querySelector('th') || row).textContent), [...document.querySelectorAll('.settled > summary')].map((one) => one.textContent)];
    });
    const file = path.join(work, 'page.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const text = bare(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
    if (text.includes('Skiptothecontent') || text.includes('Searchthissite')) found.push('prints what is only clicked');
    if (!text.includes(bare(await page.locator('h1').textContent()))) found.push('does not print its heading');
    const missing = rows.filter((row) => !text.includes(bare(row)));
    if (missing.length) found.push(`${missing.length} of ${rows.length} rows are not printed whole: ${missing[0].trim().slice(0, 80)}`);
    for (const other of others.filter((one) => !text.includes(bare(one)))) found.push(`does not say that there are others: ${other.trim()}`);
    each(found.map((fault) => `${name}, on paper: ${fault}`));
    await page.emulateMedia({ media: 'screen' });
  }
  await page.close();
  fs.rmSync(work, { recursive: true });
}

(async () => {
  const browser = await launch();
  await fromTheDisk(browser);
  await withoutScripts(browser);
  await narrowAndLarge(browser, 320, 1);
  await forcedColours(browser);
  await byKeyboard(browser);
  await onPaper(browser);
  await browser.close();
  const large = await launch('--blink-settings=defaultFontSize=32');
  for (const width of [1280, 640]) await narrowAndLarge(large, width, 2);
  await large.close();
  end();
})();
