import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { followAddress } from './state/address-bar.ts';
import './theme/load.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
followAddress();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
