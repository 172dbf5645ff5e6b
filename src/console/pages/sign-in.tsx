import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useAct } from '../api/acts.ts';
import { developmentKey, signedOutBecause, signIn } from '../api/session.ts';
import { ThemeButton } from '../header.tsx';
import { TextField } from '../parts/field.tsx';
import { Mark } from '../parts/icon.tsx';
import { Fault } from '../parts/states.tsx';

export function SignInPage() {
  const [key, setKey] = useState(developmentKey ?? '');
  const { busy, failure, start } = useAct();
  const form = useRef<HTMLFormElement>(null);
  const reason = failure ?? signedOutBecause.value;
  useEffect(() => {
    document.title = 'Sign in · Hookline';
  }, []);
  // Before the next key is pressed: who pastes at once would paste into nothing.
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <main id="main" class="sign-in">
      <div class="sign-in-theme">
        <ThemeButton />
      </div>
      <h1>
        <Mark size={28} />
        Hookline
      </h1>
      <form
        ref={form}
        class="panel"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && key.trim() !== '') void start(() => signIn(key.trim()));
        }}
      >
        <TextField
          label="API key"
          type="password"
          value={key}
          onInput={setKey}
          placeholder="hk_…"
          required
          mono
          hint={
            key === developmentKey
              ? 'Filled in is the key of this development server.'
              : 'Or a token (JWT), if this server takes them. It is kept until this tab is closed.'
          }
        />
        {reason && <Fault failure={reason} />}
        <button type="submit" class="primary" aria-disabled={busy}>
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
      <p class="quiet">
        You see what your key may see, through the public API. Where it lacks a scope, the page says which.
      </p>
    </main>
  );
}
