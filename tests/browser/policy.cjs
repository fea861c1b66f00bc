// The pages' Content-Security-Policy. In the text of all pages: it is there, it is strict, and nothing needs more
// than it allows. In Chromium, pages of every kind, served and (but for 404.html, which uses the host's root)
// from the disk: no violation, no error on the console, no failed request and none to anywhere else.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/policy.cjs FOLDER
const { createHash } = require('crypto');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { allPages, launch, pagesOf, serve, tally, visit } = require('./chromium.cjs');

// `file:` stands for the site's own files where a page is opened from a disk; `'self'` is nothing there.
const ALLOWED = new Set(["'self'", "'none'", 'file:']);

// Tags with their attributes; the text of a script or a comment is not looked into.
function* tags(html) {
  const text = html.replace(/<!--[\s\S]*?-->/g, '').replace(/(<script\b[^>]*>)[\s\S]*?<\/script>/gi, '$1');
  for (const [, name, rest] of text.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s"'>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi)) {
    const attributes = [...rest.matchAll(/([^\s"'>=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)];
    yield [name.toLowerCase(), Object.fromEntries(attributes.map(([, key, a, b, c]) => [key.toLowerCase(), (a ?? b ?? c ?? '').replace(/&#x?[0-9a-f]+;/gi, "'")]))];
  }
}

function* faultsOf(html) {
  const policies = [];
  // Data in a script's place: some checkers want its fingerprint. No other script may be let in so.
  const described = [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)]
    .map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  for (const [name, attributes] of tags(html)) {
    if (name === 'meta' && /^content-security-policy$/i.test(attributes['http-equiv'] || '')) policies.push(attributes.content);
    const loads = { script: 'src', img: 'src', link: 'href', iframe: 'src', object: 'data', source: 'src' }[name];
    const isFetched = name !== 'link' || /stylesheet|icon|preload|manifest/.test(attributes.rel);
    if (policies.length === 0 && loads) yield `<${name}> stands before the policy`;
    if (loads && isFetched && /^([a-z]+:|\/\/)/i.test(attributes[loads] || '')) yield `<${name}> loads ${attributes[loads]}`;
    if (name === 'style') yield '<style>';
    if (name === 'script' && !attributes.src && attributes.type !== 'application/ld+json') yield '<script> with its text in the page';
    for (const [key, value] of Object.entries(attributes)) {
      if (key === 'style' || /^on/.test(key)) yield `attribute ${key} of <${name}>`;
      // A file to keep may be in its link; opened as a page it is nothing.
      const isKept = name === 'a' && 'download' in attributes && /^data:application\/x-/.test(value);
      if (/^\s*(javascript|data|vbscript):/i.test(value) && !isKept) yield `${key}="${value.slice(0, 40)}" of <${name}>`;
    }
  }
  if (policies.length !== 1) yield `${policies.length} policies`;
  for (const policy of policies) {
    const directives = new Map(policy.split(';').map((d) => d.trim().split(/\s+/)).map(([key, ...values]) => [key, values]));
    if (!(directives.get('default-src') || []).includes("'self'")) yield "no default-src 'self'";
    for (const [key, values] of directives) for (const value of values) if (!ALLOWED.has(value) && !described.includes(value)) yield `policy allows ${key} ${value}`;
  }
}

(async () => {
  const folder = path.resolve(process.argv[2]);
  const { wrong, each, end } = tally('policy');
  for (const name of allPages(folder)) {
    each([...faultsOf(fs.readFileSync(path.join(folder, name), 'utf8'))].map((fault) => `${name}: ${fault}`));
  }

  const server = await serve(folder);
  const { root } = server;
  const browser = await launch();
  const page = await (await browser.newContext()).newPage();
  let faults = [];
  let own = root;
  page.on('console', (message) => { if (message.type() === 'error') faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(String(error)));
  // What the browser itself gives up, as an icon that is not shown, has not failed.
  page.on('requestfailed', (request) => {
    const why = request.failure().errorText;
    if (why !== 'net::ERR_ABORTED') faults.push(`${why}: ${request.url()}`);
  });
  page.on('response', (response) => { if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`); });
  page.on('request', (request) => { if (!request.url().startsWith(own)) faults.push(`asks elsewhere: ${request.url()}`); });
  await page.exposeFunction('violated', (what) => faults.push(`policy: ${what}`));
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (e) => globalThis.violated(`${e.violatedDirective} ${e.blockedURI}`)));
  for (const where of [root, `${pathToFileURL(folder).href}/`]) {
    own = where;
    const names = pagesOf(folder).all.filter((name) => where === root || name !== '404.html');
    for (const name of [...names, 'search.html?q=plans']) {
      faults = [];
      await visit(page, where + name);
      if (name.includes('?')) await page.locator('#search_results li').first().waitFor().catch((e) => wrong(`${where}${name}: ${e}`));
      each(faults.map((fault) => `${where}${name}: ${fault}`));
    }
  }
  await browser.close();
  server.close();
  end();
})();
