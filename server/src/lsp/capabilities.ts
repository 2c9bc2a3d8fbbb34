import { CodeActionKind, TextDocumentSyncKind, type InitializeResult } from 'vscode-languageserver';

/** What the server can do, for `initialize`. Positions are UTF-16, which every client speaks. */
export function capabilities(version: string): InitializeResult {
  return {
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      inlayHintProvider: true,
      codeLensProvider: { resolveProvider: true },
      callHierarchyProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
    serverInfo: { name: 'reachable', version },
  };
}

/** The files whose changes on disk matter: code, variables, and what templates and functions most often read. */
export const watchedFiles: readonly string[] = [
  '**/*.{tf,tofu,tfvars,tftpl,tpl}',
  '**/*.{tf.json,tofu.json,tfvars.json}',
  '**/*.{yaml,yml}',
  '**/.terraform/modules/modules.json',
];
