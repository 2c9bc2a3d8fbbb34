import type { BlockPublicAccess, Subnet, Vpc } from '../../../server/src/network/model';
import type { Dice } from './dice';
import { anywhere, anywhere6, block, block6, type Draft, is } from './draft';
import { drawAcl } from './filters';

/** VPCs with their subnets, ACLs, main tables and gateways; blocks never overlap. */
export function drawVpcs(dice: Dice, draft: Draft): void {
  const count = dice.pick([1, 1, 2, 2, 3, 3, 4, 6]);
  for (let index = 0; index < count; index += 1) drawVpc(dice, draft, index);
}

function drawVpc(dice: Dice, draft: Draft, index: number): void {
  const id = `vpc-${index}`;
  const hasSix = dice.chance(40);
  const primary = block(0x0a000000n + (BigInt(index) << 16n), 16);
  const secondary = block(0x64400000n + (BigInt(index) << 16n), 16);
  const six = block6((0x26001f00n << 96n) | (BigInt(index) << 80n), 56);
  const cidrs = [primary, ...(dice.chance(25) ? [secondary] : []), ...(hasSix ? [six] : [])];
  const access: BlockPublicAccess = dice.chance(92) ? 'off' : dice.pick(['ingress', 'bidirectional']);
  const vpc: Vpc = {
    id,
    name: id,
    region: dice.chance(85) ? 'eu-west-1' : 'us-east-1',
    cidrs: cidrs.map(is),
    isDefault: false,
    dnsSupport: is(true),
    dnsHostnames: is(true),
    mainRouteTable: is(`rtb-${index}-main`),
    defaultNetworkAcl: is(`acl-${index}-default`),
    defaultSecurityGroup: is(`sg-${index}-0`),
    blockPublicAccess: is(access),
  };
  draft.vpcs.push(vpc);
  drawAcls(dice, draft, id, index);
  const tables = [
    `rtb-${index}-main`,
    ...Array.from({ length: dice.below(3) }, (_, each) => `rtb-${index}-${each}`),
  ];
  for (const table of tables)
    draft.routeTables.push({ id: table, name: table, vpc: is(id), routes: [], gateways: [] });
  const acls = draft.networkAcls.filter((acl) => acl.vpc.known && acl.vpc.value === id).map((acl) => acl.id);
  const subnets = dice.pick([1, 2, 2, 3, 4]);
  for (let each = 0; each < subnets; each += 1) {
    const within = cidrs[1]?.family === 4 && dice.chance(30) ? secondary : primary;
    const subnet: Subnet = {
      id: `subnet-${index}-${each}`,
      name: `subnet-${index}-${each}`,
      vpc: is(id),
      cidrs: [
        is(block(within.address + (BigInt(each) << 8n), 24)),
        ...(hasSix && dice.chance(80) ? [is(block6(six.address | (BigInt(each) << 64n), 64))] : []),
      ],
      zone: is(dice.pick(['zone-a', 'zone-a', 'zone-b'])),
      routeTable: is(dice.pick(tables)),
      networkAcl: is(dice.chance(45) ? `acl-${index}-default` : dice.pick(acls)),
      mapPublicIpOnLaunch: is(false),
      blockPublicAccess: is(access),
    };
    draft.subnets.push(subnet);
  }
  drawGateways(dice, draft, id, index, hasSix);
}

/** The default ACL, that lets everything through, and some that do not. */
function drawAcls(dice: Dice, draft: Draft, vpc: string, index: number): void {
  const everything = [anywhere, anywhere6].flatMap((cidr, each) =>
    (['ingress', 'egress'] as const).map((direction) => ({
      direction,
      number: is(100 + each),
      action: is('allow' as const),
      traffic: is({ kind: 'all' as const }),
      cidr: is(cidr),
    })),
  );
  const id = `acl-${index}-default`;
  draft.networkAcls.push({ id, name: id, vpc: is(vpc), entries: everything, entriesIncomplete: {} });
  const custom = dice.below(3);
  for (let each = 0; each < custom; each += 1)
    draft.networkAcls.push(drawAcl(dice, draft, vpc, `acl-${index}-${each}`));
}

function drawGateways(dice: Dice, draft: Draft, vpc: string, index: number, hasSix: boolean): void {
  if (dice.chance(75)) {
    const id = `igw-${index}`;
    draft.internetGateways.push({ id, name: id, vpc: is(dice.chance(95) ? vpc : undefined) });
  }
  if (hasSix && dice.chance(50)) {
    const id = `eigw-${index}`;
    draft.egressOnlyInternetGateways.push({ id, name: id, vpc: is(vpc) });
  }
}
