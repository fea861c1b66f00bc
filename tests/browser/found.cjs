// What a reader looks for and would not see at once: words in what is folded, which finding in the page opens; the
// links of a theme's map, of which none that has the focus is behind its names; and in the search and in the rows that are chosen,
// where a thread stands that stands elsewhere than a recommendation by itself.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/found.cjs FOLDER
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { launch, serve, visit, tally } = require('./chromium.cjs');

const folder = path.resolve(process.argv[2]);
const { check, end } = tally('found');

const pagesIn = (...at) => fs.readdirSync(path.join(folder, ...at), { recursive: true })
  .filter((name) => name.endsWith('.html')).map((name) => path.join(...at, name)).sort();

// A text that a link names (`#:~:text=`) is found as by find in page: the same steps of the HTML standard open what it is
// folded in. The words are the first of those that stand in a fold and nowhere else on the page.
async function folds(page, root, name) {
  await page.goto(`${root}${name}`);
  const words = await page.evaluate(() => {
    const whole = document.body.textContent.replace(/\s+/g, ' ');
    const folded = [...document.querySelectorAll('details:not([open]) > :not(summary)')];
    // Of one run of text each: words do not go on from one block to the next.
    const runs = folded.flatMap((part) => {
      const all = [];
      const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) all.push(walk.currentNode.data);
      return all;
    });
    const texts = runs.map((text) => text.trim().replace(/\s+/g, ' ')).filter((text) => /^[\w ,.]{25,60}$/.test(text));
    return texts.find((text) => whole.split(text).length === 2);
  });
  if (!words) return false;
  await page.goto('about:blank');
  await page.goto(`${root}${name}#:~:text=${encodeURIComponent(words)}`);
  await page.waitForTimeout(300);
  const isSeen = await page.evaluate((text) => [...document.querySelectorAll('p, li, td, th, a, h3, h4, dd')]
    .some((element) => element.textContent.replace(/\s+/g, ' ').includes(text) && element.checkVisibility()), words);
  check(`${name}: finding “${words}” opens its fold`, isSeen);
  return true;
}

async function map(page, root, name, width) {
  await page.setViewportSize({ width, height: 844 });
  await page.goto(`${root}${name}`);
  const box = page.locator('.map-scroll');
  if (await box.count() === 0) return false;
  const over = await box.evaluate((element) => element.scrollWidth - element.clientWidth);
  // By keyboard, each link comes out from behind the names.
  const hidden = [];
  const links = page.locator('.map-scroll td a');
  for (let n = await links.count() - 1; n >= 0; n -= 1) {
    await links.nth(n).focus();
    const isBehind = await links.nth(n).evaluate((link) => {
      const names = link.closest('tr').cells[0].getBoundingClientRect();
      return link.getBoundingClientRect().left < names.right - 1;
    });
    if (isBehind) hidden.push(n);
  }
  check(`${name} at ${width}: no link that has the focus is behind the names`, hidden, []);
  return over > 0;
}

// What the page of a recommendation says first is what a result says of its thread.
async function threads(page, root) {
  const apart = pagesIn('recommendations').filter((name) => name !== 'recommendations/index.html').map((name) => {
    const html = fs.readFileSync(path.join(folder, name), 'utf8');
    const own = html.match(/What was asked here, by itself:[\s\S]*?class="outcome o-([a-z-]+)/)?.[1];
    const thread = html.match(/class="standing o-([a-z-]+)/)?.[1];
    const title = html.match(/<h1 class="words">([\s\S]*?)<\/h1>/)?.[1];
    return { name, own, thread, title };
  }).filter(({ own, thread }) => own && own !== thread);
  check('some recommendations stand elsewhere than their threads', apart.length > 2);
  for (const { name, own, thread, title } of apart.slice(0, 3)) {
    const words = await page.evaluate((html) => new DOMParser().parseFromString(html, 'text/html').body.textContent, title);
    await visit(page, `${root}search.html?q=${encodeURIComponent(words.replace(/…$/, ''))}&kind=recommendation&kind=priority-action`);
    const item = page.locator('#search_results li', { has: page.locator(`a[href="${name}"]`) }).first();
    await item.waitFor();
    const signs = await item.locator('.outcome').evaluateAll((all) => all.map((one) => one.className.match(/o-([a-z-]+)/)[1]));
    check(`${name}: the search says both`, signs, [own, thread]);
    check(`${name}: and how it is one request`, /asked (again in|for since) \d{4}/.test(await item.locator('.note').innerText()));
    const file = path.basename(path.dirname(name));
    const authority = path.basename(path.dirname(path.dirname(name)));
    await visit(page, `${root}outcomes/${own}.html?authority=${authority}`);
    const row = page.locator('#chosen_rows tr', { has: page.locator(`a[href$="${authority}/${file}/${path.basename(name)}"]`) });
    await row.first().waitFor();
    const rows = await row.first().locator('.outcome').evaluateAll((all) => all.map((one) => one.className.match(/o-([a-z-]+)/)[1]));
    check(`${name}: so does its row`, rows, [own, thread]);
  }
}

(async () => {
  const served = await serve(folder);
  const browser = await launch();
  try {
    const roots = [[served.root, 'served'], [`${pathToFileURL(folder).href}/`, 'from the disk']];
    for (const [root, how] of roots) {
      const page = await browser.newPage();
      const folded = [];
      for (const name of [...pagesIn('authorities'), ...pagesIn('inspections')]) {
        // A page and its links are the same from a disk: a few tell that the folds are too.
        if (root !== served.root && folded.length > 3) break;
        if (await folds(page, root, name)) folded.push(name);
      }
      check(`${how}: some pages have folds`, folded.length > 3);
      await page.close();
    }
    const page = await browser.newPage();
    let wide = 0;
    for (const width of [1280, 390]) for (const name of pagesIn('themes')) wide += await map(page, served.root, name, width);
    check('some maps are wider than a phone', wide > 0);
    await page.setViewportSize({ width: 1280, height: 900 });
    await threads(page, served.root);
  } finally {
    await browser.close();
    served.close();
  }
  end();
})();
