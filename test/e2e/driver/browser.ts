// A headless Chromium with a page in which VS Code's webviews come up at once.
import { type Browser, chromium, type Page } from 'playwright-core';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The workbench's own service worker keeps webviews blank for 45 s in a fresh headless profile; it caches, and does nothing else. */
function holdBackCachingWorker(): void {
  const container = navigator.serviceWorker;
  if (container === undefined) return;
  const register = container.register.bind(container);
  container.register = (url: string | URL, options?: RegistrationOptions) =>
    String(url).includes('/_static/out/browser/serviceWorker.js') ? new Promise(() => {}) : register(url, options);
}

export async function openBrowser(): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const executablePath = process.env['HOCKET_CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: flags });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  await page.addInitScript(holdBackCachingWorker);
  return { browser, page };
}
