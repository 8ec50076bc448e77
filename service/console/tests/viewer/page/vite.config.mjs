// Builds the viewer by itself for the browser tests (harness.mjs).
import { cpSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const packages = join(import.meta.dirname, "../../../node_modules");

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [
    react(),
    {
      name: "pdfjs-data",
      writeBundle({ dir }) {
        for (const folder of ["cmaps", "standard_fonts", "wasm", "iccs"]) {
          cpSync(join(packages, "pdfjs-dist", folder), join(dir, "pdfjs", folder), { recursive: true });
        }
      },
    },
  ],
  worker: { format: "es" },
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: false, emptyOutDir: true },
});
