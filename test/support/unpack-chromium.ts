// In a process of its own: it asks the environment where to, and here others ask that too, meanwhile.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
