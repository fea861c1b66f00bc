// The page of the search, for its test: opened served or from a disk, typed into, read.
const assert = require('assert/strict');
const path = require('path');
const { launch, serve } = require('./chromium.cjs');
const { FACETS } = require('./search-records.cjs');

let browser;
let server;

/** Starts Chromium and a server of a folder; gives the address of its root. */
async function start(folder) {
  server = await serve(path.resolve(folder));
  browser = await launch();
  return server.root;
}

async function stop() {
  await browser.close();
  server.close();
}

/** A page in a context of its own, in which no error stays unseen. */
async function opened(address, options = {}, isSearch = options.javaScriptEnabled !== false) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => page.wrong.push(String(error)));
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) page.wrong.push(message.text()); });
  page.wrong = [];
  await page.goto(new URL(address, server.root).href);
  if (isSearch) await settled(page);
  return page;
}

async function closed(page) {
  assert.deepEqual(page.wrong, [], page.url());
  await page.context().close();
}

/** Waits until the results are those of what stands in the field and in the address: until then they are busy, from
 *  the very event on that changed one of the two. */
async function settled(page) {
  await page.locator('#search_results[aria-busy=false]').waitFor({ state: 'attached' });
}

const status = (page) => page.locator('#search_count').textContent();
const count = async (page) => Number(/(\d+) results?\./.exec(await status(page))?.[1] ?? NaN);
/** The addresses of the results, from the site's root. */
const addresses = (page) => page.locator('#search_results > li > a').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
const marks = (page) => page.locator('#search_results mark').allTextContents();

async function type(page, text) {
  await page.locator('#search_input').fill('');
  await page.locator('#search_input').pressSequentially(text);
  await settled(page);
}

async function choose(page, facet, value) {
  const box = page.locator(`#facet_${facet} details`);
  if (!(await box.evaluate((details) => details.open))) await box.locator('summary').click();
  await page.locator(`[id="${facet}_${value}"]`).click();
  await settled(page);
}

async function showAll(page) {
  while (await page.locator('#search_more').isVisible()) {
    await page.locator('#search_more').click();
    await settled(page);
  }
}

/** The values of each facet with the counts beside them. */
const counts = (page) => page.evaluate((facets) => Object.fromEntries(facets.map((facet) => [facet, Object.fromEntries(
  [...document.querySelectorAll(`#facet_${facet} input`)].map((input) => [input.value, Number(input.parentElement.querySelector('.note').textContent)]))])), FACETS);

module.exports = { addresses, choose, closed, count, counts, marks, opened, settled, showAll, start, status, stop, type };
