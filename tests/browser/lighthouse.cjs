// Lighthouse on a page of each kind of the built site, served on this machine with gzip: 100 for accessibility, best
// practices and search engines. Its score for speed is printed and decides nothing, since it times a machine that may
// be busy; what a reader has to load is measured by weights.cjs. Nothing is tried again, and nothing is set differently
// from Lighthouse's own.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/lighthouse.cjs FOLDER
const path = require('path');
const { FLAGS, pagesOf, serve, tally } = require('./chromium.cjs');

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
// The lists that share their form with another page of these are left out, for the time that they take.
const KINDS = /^(index|changes|method|data\/index|outcomes\/(index|longest-open))\.html$|^(authorities|inspections|recommendations|themes)\//;

(async () => {
  const { default: lighthouse } = await import('lighthouse');
  const { launch } = await import('chrome-launcher');
  const folder = path.resolve(process.argv[2]);
  const server = await serve(folder);
  const { root } = server;
  const chrome = await launch({ chromePath: process.env.CHROMIUM, chromeFlags: ['--headless=new', ...FLAGS] });
  const { each, end } = tally('lighthouse');

  const names = pagesOf(folder).largest.filter((name) => KINDS.test(name) && !name.endsWith('/page-2.html'));
  for (const name of [...names, 'search.html?q=plans']) {
    const { lhr } = await lighthouse(root + name, { port: chrome.port, logLevel: 'error', onlyCategories: CATEGORIES });
    if (lhr.runtimeError) throw new Error(`${name}: ${lhr.runtimeError.message}`);
    const percent = (id) => Math.round(lhr.categories[id].score * 100);
    console.log(`${name}: speed ${percent('performance')}`);
    // The audits that took something from a score.
    const lost = (id) => lhr.categories[id].auditRefs.map((ref) => [ref, lhr.audits[ref.id]])
      .filter(([ref, { score }]) => ref.weight > 0 && score !== null && score < 1)
      .map(([ref, { displayValue }]) => [ref.id, displayValue].filter(Boolean).join(' '));
    const low = CATEGORIES.filter((id) => id !== 'performance' && !(lhr.categories[id].score >= 1));
    each(low.map((id) => `${name}: ${id} ${percent(id)}: ${lost(id).join('; ')}`));
  }
  chrome.kill();
  server.close();
  end();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
