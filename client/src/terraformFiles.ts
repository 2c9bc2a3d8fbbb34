/**
 * The files that the extension is about. By name, not by language id: HashiCorp's extension calls them `terraform`,
 * OpenTofu's `opentofu`, and without either they are plain text.
 */
export const terraformFiles = [
  { scheme: 'file', pattern: '**/*.{tf,tofu,tf.json,tofu.json,tfvars,tfvars.json}' },
];
