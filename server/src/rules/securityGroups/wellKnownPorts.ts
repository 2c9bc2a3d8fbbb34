/** What people write where a protocol is wanted, or name a rule after: the protocol below it, and its port. */
export const wellKnownPorts: ReadonlyMap<
  string,
  { readonly protocol: 'tcp' | 'udp'; readonly port: number }
> = new Map([
  ['http', { protocol: 'tcp', port: 80 }],
  ['https', { protocol: 'tcp', port: 443 }],
  ['tls', { protocol: 'tcp', port: 443 }],
  ['ssh', { protocol: 'tcp', port: 22 }],
  ['rdp', { protocol: 'tcp', port: 3389 }],
  ['smtp', { protocol: 'tcp', port: 25 }],
  ['mysql', { protocol: 'tcp', port: 3306 }],
  ['postgres', { protocol: 'tcp', port: 5432 }],
  ['postgresql', { protocol: 'tcp', port: 5432 }],
  ['redis', { protocol: 'tcp', port: 6379 }],
  ['nfs', { protocol: 'tcp', port: 2049 }],
  ['ldap', { protocol: 'tcp', port: 389 }],
  ['dns', { protocol: 'udp', port: 53 }],
  ['ntp', { protocol: 'udp', port: 123 }],
]);
