// Links that lead to words: every link "on this page" of the largest page of each kind, and of every kind of evidence link
// on them the one whose target lies deepest in its page, on a wide and on a narrow screen, served and from the disk. Where a reader comes to rest, the target is in view,
// begins in view, and is marked.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/landing.cjs FOLDER
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { launch, pagesOf, serve, tally, visit } = require('./chromium.cjs');

const folder = path.resolve(process.argv[2]);
const { wrong, right, end } = tally('landing');
const pages = pagesOf(folder).largest.filter((name) => name !== '404.html');

// What leads to a place, and what kind of link it is: by what it stands in, since two of one kind are drawn by one piece
// of a template. Addresses are from the site's root.
const linksOf = (page, name, root) => page.locator('main a[href*="#"]').evaluateAll((links, [from, top]) => links.flatMap((link, index) => {
  // The way to an original leaves the site.
  if (!link.href.startsWith(top)) return [];
  const [address, id] = link.href.split('#');
  const around = link.closest('.grid, .timeline, .evidence, .thread, .compare, .asked, .report-text, figure, table, dl, ul, ol, p');
  const beside = link.closest('.who, .note, .quiet, figcaption, td, th, li, p')?.localName;
  const kind = `${from.split('/')[0]}: ${around?.getAttribute('class') || around?.localName}, ${beside}`;
  return [{ from, index, to: decodeURIComponent(address.slice(top.length)), id, contents: Boolean(link.closest('.toc')), kind }];
}), [name, root]);

const texts = new Map();
function depth({ to, id }) {
  if (!texts.has(to)) texts.set(to, fs.readFileSync(path.join(folder, to), 'utf8'));
  return texts.get(to).indexOf(` id="${id}"`);
}

// By page: its own contents, and the deepest of each kind of the others.
async function chosen(page, root) {
  const deepest = new Map();
  for (const name of pages) {
    await page.goto(root + name);
    for (const link of await linksOf(page, name, root)) {
      link.depth = depth(link);
      if (link.depth < 0) wrong(`${name}: a link to what is not there: ${link.to}#${link.id}`);
      const key = link.contents ? `${name}#${link.id}` : link.kind;
      if (!deepest.has(key) || deepest.get(key).depth < link.depth) deepest.set(key, link);
    }
  }
  return [...deepest.values()];
}

// Two frames and a pause of the browser: whatever was going to move has begun to.
const rest = (page) => page.evaluate(() => new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(resolve)));
}));

const landed = (page) => page.evaluate(() => {
  const target = document.querySelector(':target');
  if (!target) return 'no target';
  if (target.id !== decodeURIComponent(location.hash.slice(1))) return `another target: ${target.id}`;
  const { top, height } = target.getBoundingClientRect();
  // A heading for those who listen has no picture.
  if (!height || !target.checkVisibility()) return 'the target cannot be seen';
  if (top < -1 || top > innerHeight - 20) return `the target begins at ${Math.round(top)} of ${innerHeight}`;
  const { backgroundColor, outlineStyle } = getComputedStyle(target);
  return backgroundColor === 'rgba(0, 0, 0, 0)' && outlineStyle === 'none' ? 'the target is not marked' : '';
});

async function follow(page, link, root) {
  await page.locator('main a[href*="#"]').nth(link.index).evaluate((a) => {
    for (let e = a.parentElement; e; e = e.parentElement) if (e.localName === 'details') e.open = true;
    // A link of a drawing has no click of its own.
    a.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, view: window }));
  });
  if (/: grid,/.test(link.kind)) {
    // A cell first shows its words, with links to them; a row's outcome leads on at once.
    const shown = page.locator('.cell-words a[href*="#"]').first();
    await shown.or(page.locator('.finding:target')).first().waitFor();
    if (await shown.count()) await shown.click();
    await page.waitForURL(/#/);
  } else await page.waitForURL(`${root}${link.to}#${link.id}`);
  await page.waitForLoadState('load');
  await rest(page);
  const first = await landed(page);
  // It stays where it is.
  await rest(page);
  return first || landed(page);
}

(async () => {
  const server = await serve(folder);
  const browser = await launch();
  const reader = await browser.newPage();
  const links = await chosen(reader, server.root);
  await reader.close();
  for (const width of [1280, 390]) {
    for (const root of [server.root, `${pathToFileURL(folder).href}/`]) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      page.setDefaultTimeout(10_000);
      for (const link of links) {
        // Contents are followed one after the other, from wherever the last one led.
        if (!link.contents || page.url().split('#')[0] !== root + link.from) await visit(page, root + link.from);
        const fault = await follow(page, link, root).catch((error) => error.message.split('\n')[0]);
        if (fault) wrong(`${root.slice(0, 5)} ${link.from}, ${width} px: ${link.kind}, to ${link.to}#${link.id}: ${fault}`);
        else right();
      }
      await page.close();
    }
  }
  const contents = links.filter((link) => link.contents).length;
  console.log(`${pages.length} pages: ${contents} links of contents, ${links.length - contents} kinds of links to evidence`);
  await browser.close();
  server.close();
  end();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
