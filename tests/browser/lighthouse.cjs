// Lighthouse on a page of each kind of the built site, served on this machine with gzip: 100 for accessibility, best
// practices and search engines, and a median of three of at least 95 for speed. Two runs that agree decide a median of
// three, so the third is made only where they do not. Speed is measured on the machine that the test runs on: where it is
// slower than Lighthouse's own setting supposes, the processor is slowed down by less, as Lighthouse's guide to throttling
// advises; and a page that seems slow is measured three times more, so that a busy minute does not decide.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/lighthouse.cjs FOLDER
const path = require('path');
const { FLAGS, pagesOf, serve, tally } = require('./chromium.cjs');

// The benchmark index of a machine for which Lighthouse slows the processor down four times.
const USUAL = 1500;
const LEAST = { performance: 0.95, accessibility: 1, 'best-practices': 1, seo: 1 };
// The lists that share their form with another page of these are left out, for the time that they take.
const KINDS = /^(index|changes|method|data\/index|outcomes\/(index|longest-open))\.html$|^(authorities|inspections|recommendations|themes)\//;

(async () => {
  const { default: lighthouse } = await import('lighthouse');
  const { launch } = await import('chrome-launcher');
  const folder = path.resolve(process.argv[2]);
  const server = await serve(folder);
  const { root } = server;
  const chrome = await launch({ chromePath: process.env.CHROMIUM, chromeFlags: ['--headless=new', ...FLAGS] });
  const { wrong, right, end } = tally('lighthouse');

  let slower = 4;
  // Scores of one run, and the audits that took something from them.
  const run = async (name, onlyCategories) => {
    const throttling = { rttMs: 150, throughputKbps: 1638.4, cpuSlowdownMultiplier: slower };
    const { lhr } = await lighthouse(root + name, { port: chrome.port, logLevel: 'error', onlyCategories, throttling });
    slower = 4 * Math.min(1, lhr.environment.benchmarkIndex / USUAL);
    if (lhr.runtimeError) throw new Error(`${name}: ${lhr.runtimeError.message}`);
    return Object.fromEntries(Object.entries(lhr.categories).map(([id, { score, auditRefs }]) => {
      const lost = auditRefs.filter((ref) => ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1);
      return [id, { score, lost: lost.map((ref) => [ref.id, lhr.audits[ref.id].displayValue].filter(Boolean).join(' ')) }];
    }));
  };

  const names = pagesOf(folder).largest.filter((name) => KINDS.test(name) && !name.endsWith('/page-2.html'));
  for (const name of [...names, 'search.html?q=plans']) {
    const first = await run(name, Object.keys(LEAST));
    const runs = [first];
    const isFast = ({ performance }) => performance.score >= LEAST.performance;
    const median = async (three) => {
      while (three.length < 2 || (three.length < 3 && isFast(three[0]) !== isFast(three[1]))) {
        three.push(await run(name, ['performance']));
        if (!runs.includes(three.at(-1))) runs.push(three.at(-1));
      }
      return three.filter(isFast).length >= 2;
    };
    const shown = (id) => runs.flatMap((one) => (one[id] ? [Math.round(one[id].score * 100)] : [])).join(', ');
    const found = Object.entries(LEAST).filter(([id, least]) => id !== 'performance' && first[id].score < least)
      .map(([id]) => `${name}: ${id} ${shown(id)}: ${first[id].lost.join('; ')}`);
    if (!await median([first]) && !await median([])) {
      found.push(`${name}: performance ${shown('performance')}: ${runs.find((one) => !isFast(one)).performance.lost.join('; ')}`);
    }
    console.log(`${name}: speed ${shown('performance')}`);
    found.forEach(wrong);
    if (!found.length) right();
  }
  chrome.kill();
  server.close();
  end();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
