import { useEffect, useState } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import type { Failure } from './api/client.ts';
import { toShown } from './api/queries.ts';
import { hasKey, restore, viewer } from './api/session.ts';
import { Header } from './header.tsx';
import { DeliveriesPage } from './pages/deliveries.tsx';
import { DeliveryPage } from './pages/delivery.tsx';
import { EndpointPage } from './pages/endpoint.tsx';
import { EndpointsPage } from './pages/endpoints.tsx';
import { EventPage } from './pages/event.tsx';
import { EventTypePage } from './pages/event-type.tsx';
import { EventTypesPage } from './pages/event-types.tsx';
import { LivePage } from './pages/live.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { Page } from './parts/page.tsx';
import { Said } from './parts/say.tsx';
import { Empty, Fault, Skeleton } from './parts/states.tsx';
import { PATHS } from './paths.ts';

/** Other addresses, like GraphiQL's, are left to the browser. */
const OWN_PATHS = /^\/(console(\/|$)|$|\?)/;

export function App() {
  return (
    <>
      {hasKey.value ? viewer.value ? <SignedIn /> : <Restoring /> : <SignInPage />}
      <Said />
    </>
  );
}

function SignedIn() {
  return (
    <LocationProvider scope={OWN_PATHS}>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads somewhere, and only keeps out of the history. */}
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          // Another address would be another entry of the history, which knows of no place on the page.
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        Skip to the page
      </a>
      <Header />
      <Pages />
    </LocationProvider>
  );
}

function Pages() {
  const { path } = useLocation();
  if (!isText(path)) return <NotFoundPage />;
  return (
    <Router>
      <Route path={PATHS.endpoints} component={EndpointsPage} />
      <Route path="/console" component={EndpointsPage} />
      <Route path="/console/endpoints" component={EndpointsPage} />
      <Route path={PATHS.endpoint(':id')} component={EndpointPage} />
      <Route path={PATHS.live} component={LivePage} />
      <Route path={PATHS.deliveries} component={DeliveriesPage} />
      <Route path={PATHS.delivery(':id')} component={DeliveryPage} />
      <Route path={PATHS.eventTypes} component={EventTypesPage} />
      <Route path="/console/event-types/:name" component={EventTypePage} />
      <Route path={PATHS.event(':id')} component={EventPage} />
      <Route default component={NotFoundPage} />
    </Router>
  );
}

/** At an escape that stands for no text, like %E0%A4%A, the router would fail, and the whole page with it. */
function isText(path: string): boolean {
  try {
    // The result is compared, as the bundler removes a call that does nothing but perhaps throw.
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
}

/** A key was kept from before the page was loaded: who it is has to be asked anew. */
function Restoring() {
  const [failure, setFailure] = useState<Failure | null>(null);
  const ask = () => {
    setFailure(null);
    restore().catch((error: unknown) => setFailure(toShown(error)));
  };
  useEffect(ask, []);
  return <main id="main">{failure ? <Fault failure={failure} onRetry={ask} /> : <Skeleton />}</main>;
}

function NotFoundPage() {
  return (
    <Page title="Nothing here">
      <Empty title="No page has this address">
        <p>
          Begin at the <a href={PATHS.endpoints}>endpoints</a>.
        </p>
      </Empty>
    </Page>
  );
}
