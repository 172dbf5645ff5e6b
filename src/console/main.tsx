import { render } from 'preact';
import { App } from './app.tsx';
import { keepPlaces } from './place.ts';

keepPlaces();
render(<App />, document.getElementById('app') as HTMLElement);
