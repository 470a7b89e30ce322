import { createApp } from './app.js';
import { readConfig } from './platform/config.js';
import { AppError } from './platform/errors.js';

/** How long the drain on shutdown may take before the process ends anyway, milliseconds. */
const longestDrain = 20_000;

/** config → app → listen → close. */
async function main(): Promise<void> {
  const config = readConfig();
  const app = await createApp(config);
  const stop = stopOnce(app.close);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const address = await app.listen().catch(async (error) => {
    await app.close();
    throw listenProblem(error, config);
  });
  greet(config.publicUrl ?? address, app.notices);
}

function stopOnce(close: () => Promise<void>): () => void {
  let stopping = false;
  return () => {
    if (stopping) return;
    stopping = true;
    console.log('\n正在收尾，稍等… (closing)');
    setTimeout(() => process.exit(1), longestDrain).unref();
    close().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
}

function greet(
  address: string,
  { missing, accounts }: Awaited<ReturnType<typeof createApp>>['notices'],
): void {
  const lines = [
    '',
    '  掌柜 Zhanggui is open.',
    '',
    `  Shop page   ${address}/`,
    `  Console     ${address}/console`,
    `  API         ${address}/docs`,
    ...(accounts.length > 0 ? ['', '  Demo staff'] : []),
    ...accounts.map(({ role, email, password }) => `    ${role.padEnd(11)} ${email.padEnd(24)} ${password}`),
    ...missing.flatMap((sentence) => ['', `  Note: ${sentence}`]),
    '',
    '  Ctrl-C closes it cleanly.',
    '',
  ];
  console.log(lines.join('\n'));
}

function listenProblem(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new AppError(
      'unavailable',
      `Port ${port} on ${host} is already in use: stop the other program or set PORT.`,
    );
  }
  if (code === 'EACCES')
    return new AppError('unavailable', `This user may not listen on port ${port}: set PORT to 1024 or more.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new AppError('unavailable', `HOST ${host} is not an address of this machine.`);
  }
  return error;
}

main().catch((error) => {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
});
