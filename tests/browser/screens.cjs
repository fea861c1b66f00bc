// How long the pages of a built site are on a phone: each page of it, as it opens, in screens of a narrow window. Nothing
// is unfolded. Old addresses that only lead on are left out.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/screens.cjs FOLDER
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { allPages, launch, tally } = require('./chromium.cjs');

const WIDTH = 390;
const HEIGHT = 844;
// More than a dozen screens and nobody finds the end by thumb.
const MOST = 12;
// So many of the longest are told.
const TOLD = 10;

const folder = path.resolve(process.argv[2]);
const { wrong, right, end } = tally('screens');
const leadsOn = (name) => /<meta http-equiv="refresh"/i.test(fs.readFileSync(path.join(folder, name), 'utf8'));

(async () => {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  const lengths = [];
  for (const name of allPages(folder).filter((one) => one !== '404.html' && !leadsOn(one))) {
    await page.goto(`${pathToFileURL(folder).href}/${name}`);
    lengths.push([await page.evaluate(() => document.documentElement.scrollHeight) / HEIGHT, name]);
  }
  await browser.close();
  lengths.sort((a, b) => b[0] - a[0]);
  for (const [screens, name] of lengths) {
    if (screens < MOST) right();
    else wrong(`${name}: ${screens.toFixed(1)} screens of ${WIDTH} by ${HEIGHT}, wanted under ${MOST}`);
  }
  console.log(`the longest of ${lengths.length} pages, in screens: ${lengths.slice(0, TOLD).map(([screens, name]) => `${screens.toFixed(1)} ${name}`).join(', ')}`);
  end();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
