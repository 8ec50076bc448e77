// Builds the page into --outDir (scripts/build-console.sh). Everything is a file of its own, so that
// the server's content security policy needs neither inline scripts nor data: addresses of code.
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

// pdf.js loads these at run time: tables and stand-ins of fonts that a filing does not carry
// itself (without them such Chinese text is blank), and its image decoders.
const PDFJS_FOLDERS = ["cmaps", "standard_fonts", "wasm", "iccs"];

function pdfjsData(): Plugin {
  const from = join(import.meta.dirname, "node_modules/pdfjs-dist");
  let outDir = "";
  return {
    name: "pdfjs-data",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    closeBundle() {
      for (const folder of PDFJS_FOLDERS) {
        if (existsSync(join(from, folder))) {
          cpSync(join(from, folder), join(outDir, "pdfjs", folder), { recursive: true });
        }
      }
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [react(), pdfjsData()],
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
  },
  worker: { format: "es" },
  server: { host: "127.0.0.1" },
  test: { include: ["tests/unit/**/*.test.ts", "tests/unit/**/*.test.tsx"] },
} as Parameters<typeof defineConfig>[0]);
