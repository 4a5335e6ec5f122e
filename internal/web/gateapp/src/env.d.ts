// What tools/bundle writes into the scripts.
declare const WASM: string; // address of the decoder
declare const WORKER: string; // address of worker.ts
declare const VERSION: string; // of the whole program
declare const PRECACHE: string[]; // addresses that the service worker keeps
