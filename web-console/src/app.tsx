import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { ProblemError } from './api/problem.js';
import { FirstPassword } from './session/first-password.js';
import { LoginPage } from './session/login-page.js';
import { SessionProvider, sessionKey, useSession } from './session/session.js';
import { CrashGuard } from './shell/crash-guard.js';
import { FailureNote } from './shell/failure-note.js';
import { Logo } from './shell/logo.js';
import { antdTheme } from './theme/antd-theme.js';
import { ColorModeProvider, useColorMode } from './theme/color-mode.js';

const loadWorkspace = () => import('./workspace.js');
const Workspace = lazy(() => loadWorkspace().then(({ Workspace }) => ({ default: Workspace })));

/** A 401 anywhere means that the session is over: the login page comes up, the address stays. */
function createQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(failure) {
        if (failure instanceof ProblemError && failure.code === 'unauthenticated') {
          queries.setQueryData(sessionKey, null);
        }
      },
    }),
    defaultOptions: {
      queries: {
        retry: (count, failure) =>
          count < 1 && failure instanceof ProblemError && failure.code === 'unavailable',
        staleTime: 10_000,
      },
    },
  });
  return queries;
}

const queries = createQueries();
const lessMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

/** The console: providers from the outside in, then whoever is signed in sees their pages. */
export function App() {
  return (
    <QueryClientProvider client={queries}>
      <ColorModeProvider>
        <Themed />
      </ColorModeProvider>
    </QueryClientProvider>
  );
}

function Themed() {
  const { mode } = useColorMode();
  const theme = useMemo(() => antdTheme(mode, !lessMotion.matches), [mode]);
  return (
    <ConfigProvider theme={theme} locale={zhCN} button={{ autoInsertSpace: false }}>
      <AntdApp message={{ top: 8, maxCount: 3 }}>
        <CrashGuard>
          <SessionProvider>
            <Door />
          </SessionProvider>
        </CrashGuard>
      </AntdApp>
    </ConfigProvider>
  );
}

function Door() {
  const { staff, failure, look } = useSession();
  // What comes after signing in is fetched while the server is asked or the form is filled in.
  useEffect(() => void loadWorkspace().catch(() => undefined), []);
  if (failure !== undefined) return <FailureNote words={failure} retry={look} />;
  if (staff === undefined) return <Opening />;
  if (staff === null) return <LoginPage />;
  if (staff.mustChangePassword) return <FirstPassword />;
  return (
    <Suspense fallback={<Opening />}>
      <Workspace staff={staff} onRefused={look} />
    </Suspense>
  );
}

function Opening() {
  return (
    <div className="boot">
      <Logo size={48} />
    </div>
  );
}
