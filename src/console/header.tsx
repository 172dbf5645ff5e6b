import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { may, organizationId, signOut, viewer } from './api/session.ts';
import { useOrganizations } from './organizations.tsx';
import { Icon, type IconName, Mark } from './parts/icon.tsx';
import { useTyped } from './parts/typed.ts';
import { PATHS } from './paths.ts';
import { Search } from './search.tsx';
import { switchTheme, type Theme, theme } from './theme.ts';

const LINKS = [
  { href: PATHS.endpoints, text: 'Endpoints', under: /^\/($|console$|console\/endpoints)/ },
  { href: PATHS.live, text: 'Live', under: /^\/console\/live/ },
  { href: PATHS.deliveries, text: 'Deliveries', under: /^\/console\/(deliveries|events)/ },
  { href: PATHS.eventTypes, text: 'Event types', under: /^\/console\/event-types/ },
] as const;

export function Header() {
  const { path } = useLocation();
  return (
    <header>
      <a class="brand" href={PATHS.endpoints} aria-label="Hookline: endpoints">
        <Mark size={20} />
        <span>Hookline</span>
      </a>
      <nav aria-label="Pages">
        {LINKS.map(({ href, text, under }) => (
          <a key={href} href={href} aria-current={under.test(path) ? 'page' : undefined}>
            {text}
          </a>
        ))}
      </nav>
      <Search />
      <div class="who">
        {may('ADMIN') && <OrganizationPicker />}
        <ThemeButton />
        <button
          type="button"
          class="bare"
          onClick={() => signOut()}
          aria-label="Sign out"
          title={`Sign out (${viewer.value?.organization?.name ?? viewer.value?.subject})`}
        >
          <Icon name="exit" size={16} />
        </button>
      </div>
    </header>
  );
}

const THEMES: Record<Theme, readonly [IconName, string]> = {
  system: ['system', 'Theme: as the system has it'],
  light: ['sun', 'Theme: light'],
  dark: ['moon', 'Theme: dark'],
};

export function ThemeButton() {
  const [icon, text] = THEMES[theme.value];
  return (
    <button type="button" class="bare" onClick={switchTheme} aria-label={text} title={text}>
      <Icon name={icon} size={16} />
    </button>
  );
}

/** For ADMIN, who sees every organization: which one to look at. Beyond a hundred they are searched by name. */
function OrganizationPicker() {
  const [search, setSearch] = useState('');
  const [text, setText] = useTyped('', (typed) => setSearch(typed.trim()));
  const { options, hasMore } = useOrganizations(search);
  return (
    <>
      {(search !== '' || text !== '' || hasMore) && (
        <input
          type="search"
          aria-label="Find an organization"
          placeholder="Find organization"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      )}
      <select
        aria-label="Organization"
        value={organizationId.value ?? ''}
        onChange={(event) => {
          organizationId.value = event.currentTarget.value || null;
        }}
      >
        <option value="">All organizations</option>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
}
