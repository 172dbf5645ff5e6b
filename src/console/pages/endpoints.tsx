import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { usePages } from '../api/queries.ts';
import { may, organizationFilter } from '../api/session.ts';
import { COLUMNS_WITHOUT_STATS, ENDPOINT_COLUMNS } from '../endpoint-columns.tsx';
import { EndpointForm } from '../endpoint-form.tsx';
import { ENDPOINT_EXAMPLE } from '../examples.ts';
import { type EndpointStatus, EndpointsDocument } from '../generated/graphql.ts';
import { ActButton } from '../parts/act-button.tsx';
import { ENDPOINT_STATUSES } from '../parts/badge.tsx';
import { number } from '../parts/figures.ts';
import { Choice } from '../parts/filters.tsx';
import { List } from '../parts/list.tsx';
import { Page } from '../parts/page.tsx';
import { Empty, Lacking } from '../parts/states.tsx';
import { useTyped } from '../parts/typed.ts';
import { PATHS, withQuery } from '../paths.ts';
import { useLead } from '../use-left.ts';

const REFRESH_MS = 15_000;

export function EndpointsPage() {
  if (may('ENDPOINTS_READ')) return <Endpoints />;
  return (
    <Page title="Endpoints">
      <Lacking scope="ENDPOINTS_READ" what="endpoints" />
    </Page>
  );
}

function Endpoints() {
  const { query } = useLocation();
  const lead = useLead();
  const [isCreating, setCreating] = useState(false);
  const withStats = may('DELIVERIES_READ');
  const { status, search } = query;
  const pages = usePages(
    EndpointsDocument,
    {
      withStats,
      filter: {
        ...organizationFilter(),
        ...(status && { status: [status as EndpointStatus] }),
        ...(search && { search }),
      },
    },
    ({ endpoints }) => endpoints,
  );
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === 'visible' && void pages.reload(),
      REFRESH_MS,
    );
    return () => clearInterval(timer);
  });

  return (
    <Page
      title="Endpoints"
      heading={
        <>Endpoints {pages.totalCount !== null && <span class="count">{number(pages.totalCount)}</span>}</>
      }
      actions={
        <ActButton scope="ENDPOINTS_WRITE" icon="plus" kind="primary" onAct={() => setCreating(true)}>
          New endpoint
        </ActButton>
      }
    >
      <Filters />
      <List
        label="Endpoints"
        pages={pages}
        columns={withStats ? ENDPOINT_COLUMNS : COLUMNS_WITHOUT_STATS}
        empty={<Nothing isFiltered={Boolean(status || search)} />}
      />
      {isCreating && (
        <EndpointForm
          onClose={() => setCreating(false)}
          onDone={(id) => {
            setCreating(false);
            lead(PATHS.endpoint(id));
          }}
        />
      )}
    </Page>
  );
}

function Filters() {
  const { query, path, route } = useLocation();
  const [typed, setTyped] = useTyped(query.search ?? '', (search) =>
    route(withQuery(path, { ...query, search }), true),
  );
  return (
    <div class="filters">
      <input
        type="search"
        aria-label="Search in name, URL and description"
        placeholder="Name, URL or description"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <Choice
        label="Status"
        any="Any status"
        value={query.status}
        options={ENDPOINT_STATUSES}
        onChoose={(status) => route(withQuery(path, { ...query, status }), true)}
      />
    </div>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <Empty title="No endpoint is like this">
        <p>
          <a href={PATHS.endpoints}>Show all endpoints</a>
        </p>
      </Empty>
    );
  }
  return (
    <Empty title="No endpoints yet" example={ENDPOINT_EXAMPLE}>
      <p>
        An endpoint is a URL that receives the events which match its patterns. Make one here, or by the API:
      </p>
    </Empty>
  );
}
