import { staleSuppression, unknownSuppression } from './applySuppressions';
import { cidrHostBits } from './cidrs/hostBits';
import { cidrInvalid } from './cidrs/invalid';
import { cidrLiteralOfManagedNetwork } from './cidrs/literalOfManagedNetwork';
import { cidrWrongFamily } from './cidrs/wrongFamily';
import { aclAllProtocolsWithPorts } from './networkAcls/allProtocolsWithPorts';
import { allPortsOpen } from './networkAcls/allPortsOpen';
import { associatedTwice } from './networkAcls/associatedTwice';
import { blocksWhatGroupAllows } from './networkAcls/blocksWhatGroupAllows';
import { defaultResourceEmptied } from './networkAcls/defaultResourceEmptied';
import { deniesDirection } from './networkAcls/deniesDirection';
import { duplicateRuleNumber } from './networkAcls/duplicateRuleNumber';
import { entryQuota } from './networkAcls/entryQuota';
import { icmpTypeMissing } from './networkAcls/icmpTypeMissing';
import { aclInlineAndStandalone } from './networkAcls/inlineAndStandalone';
import { ipv6NotCovered } from './networkAcls/ipv6NotCovered';
import { noReturnPath } from './networkAcls/noReturnPath';
import { aclOpenToInternet } from './networkAcls/openToInternet';
import { aclPortsMissing } from './networkAcls/portsMissing';
import { ruleNumberOutOfRange } from './networkAcls/ruleNumberOutOfRange';
import { shadowedEntry } from './networkAcls/shadowedEntry';
import { unassociated } from './networkAcls/unassociated';
import { terraformProblem } from './configuration/terraformProblem';
import { intendedFlowBlocked } from './intendedFlows/intendedFlowBlocked';
import { prefixListDefect } from './prefixLists/prefixListDefect';
import { endpointAssociatedTwice } from './endpoints/associatedTwice';
import { duplicatePrivateDns } from './endpoints/duplicatePrivateDns';
import { gatewayBlockedByEgress } from './endpoints/gatewayBlockedByEgress';
import { gatewayUnsupported } from './endpoints/gatewayUnsupported';
import { httpsClosed } from './endpoints/httpsClosed';
import { interfaceWithoutSubnet } from './endpoints/interfaceWithoutSubnet';
import { otherRegion } from './endpoints/otherRegion';
import { privateDnsOff } from './endpoints/privateDnsOff';
import { cannotReachTargets } from './loadBalancers/cannotReachTargets';
import { healthCheckClosed } from './loadBalancers/healthCheckClosed';
import { listenerClosed } from './loadBalancers/listenerClosed';
import { routeInlineAndStandalone } from './routes/inlineAndStandalone';
import { mainTableTwice } from './routes/mainTableTwice';
import { duplicateDestination } from './routes/duplicateDestination';
import { targetCount } from './routes/targetCount';
import { wrongTargetArgument } from './routes/wrongTargetArgument';
import { targetWrongFamily } from './routes/targetWrongFamily';
import { targetInOtherVpc } from './routes/targetInOtherVpc';
import { privateSubnetToIgw } from './routes/privateSubnetToIgw';
import { publicSubnetWithoutIgw } from './routes/publicSubnetWithoutIgw';
import { subnetOnMainTable } from './routes/subnetOnMainTable';
import { subnetWithoutIpv6Route } from './routes/subnetWithoutIpv6Route';
import { endpointRoutedByHand } from './routes/endpointRoutedByHand';
import { natInPrivateSubnet } from './gateways/natInPrivateSubnet';
import { natRoutedToItself } from './gateways/natRoutedToItself';
import { natSingleAz } from './gateways/natSingleAz';
import { sourceDestCheck } from './gateways/sourceDestCheck';
import { vgwPropagationTwice } from './gateways/vgwPropagationTwice';
import { igwAttachment } from './gateways/igwAttachment';
import { tgwAutoAccept } from './gateways/tgwAutoAccept';
import { peeringRouteMissingBack } from './peering/routeMissingBack';
import { peeringRouteOutsidePeer } from './peering/routeOutsidePeer';
import { peeringRouteTooWide } from './peering/routeTooWide';
import { peeringOptionsTwice } from './peering/optionsTwice';
import { subnetOutsideVpc } from './subnets/outsideVpc';
import { subnetOverlap } from './subnets/overlap';
import { networkSize } from './subnets/networkSize';
import { cidrsubnetOutOfRange } from './subnets/cidrsubnetOutOfRange';
import { tooFewZones } from './subnets/tooFewZones';
import { publicIpByDefault } from './subnets/publicIpByDefault';
import { instancePublicIp } from './subnets/instancePublicIp';
import { defaultVpcUsed } from './subnets/defaultVpcUsed';
import { eipTwoTargets } from './elasticIps/twoTargets';
import { eipUnattached } from './elasticIps/unattached';
import { databasePublic } from './publicAccess/databasePublic';
import { ec2Classic } from './publicAccess/ec2Classic';
import { eksEndpointPublic } from './publicAccess/eksEndpointPublic';
import { endpointServiceAutoAccept } from './publicAccess/endpointServiceAutoAccept';
import { loadBalancerPublic } from './publicAccess/loadBalancerPublic';
import { databaseInPublicSubnet } from './publicAccess/databaseInPublicSubnet';
import { publicInPrivateSubnet } from './loadBalancers/publicInPrivateSubnet';
import { gatewayWithoutRouteTable } from './endpoints/gatewayWithoutRouteTable';
import { lambdaWithoutNat } from './workloads/lambdaWithoutNat';
import { publicIpWithoutIgw } from './workloads/publicIpWithoutIgw';
import { flowLogCannotDeliver } from './flowLogs/cannotDeliver';
import { flowLogMissing } from './flowLogs/missing';
import type { Rule } from './rule';
import { oneSidedPair } from './workloads/oneSidedPair';
import { allProtocolsWithPorts } from './securityGroups/allProtocolsWithPorts';
import { icmpTypeCode } from './securityGroups/icmpTypeCode';
import { attachedAcrossVpcs } from './securityGroups/attachedAcrossVpcs';
import { coveredRule } from './securityGroups/coveredRule';
import { descriptionMissing } from './securityGroups/descriptionMissing';
import { duplicateRule } from './securityGroups/duplicateRule';
import { ruleNotInExclusiveList } from './securityGroups/exclusiveList';
import { inlineAndStandalone } from './securityGroups/inlineAndStandalone';
import { inlineRules } from './securityGroups/inlineRules';
import { instanceGroupsInVpc } from './securityGroups/instanceGroups';
import { inlineReferenceCycle } from './securityGroups/inlineReferenceCycle';
import { mixedRuleResources } from './securityGroups/mixedRuleResources';
import { nameOrDescription } from './securityGroups/nameOrDescription';
import { noEgress } from './securityGroups/noEgress';
import { openEgress } from './securityGroups/openEgress';
import { openToInternet } from './securityGroups/openToInternet';
import { portOutOfRange } from './securityGroups/portOutOfRange';
import { portRangeInverted } from './securityGroups/portRangeInverted';
import { portsMissing } from './securityGroups/portsMissing';
import { portZero } from './securityGroups/portZero';
import { protocolUnknown } from './securityGroups/protocolUnknown';
import { ruleResourceDiscouraged } from './securityGroups/ruleResourceDiscouraged';
import { ruleQuota } from './securityGroups/ruleQuota';
import { ruleWithoutSource } from './securityGroups/ruleWithoutSource';
import { severalSources } from './securityGroups/severalSources';
import { unusedGroup } from './securityGroups/unused';
import { widePrivateSource } from './securityGroups/widePrivateSource';
import { referenceAcrossVpcs } from './securityGroups/referenceAcrossVpcs';
import { groupsPerInterface } from './securityGroups/groupsPerInterface';
import { attachmentAndInlineGroups } from './securityGroups/attachmentAndInlineGroups';
import { notReplaceable } from './securityGroups/notReplaceable';
import { listeningPortClosed } from './securityGroups/listeningPortClosed';
import { dbPortWiderThanClients } from './securityGroups/dbPortWiderThanClients';
import { sourceNeverMatches } from './securityGroups/sourceNeverMatches';
import { sshAroundBastion } from './securityGroups/sshAroundBastion';
import { exposure } from './securityGroups/exposureRule';
import { openWebPort } from './securityGroups/openWebPort';
import { defaultNotClosed } from './securityGroups/defaultNotClosed';
import { instanceOnDefaultGroup } from './securityGroups/instanceOnDefaultGroup';
import { lastInlineBlockRemoved } from './securityGroups/lastInlineBlockRemoved';

/** Every rule. What runs, what the settings and suppressions may name, and what the manual lists is this table. */
export const rules: readonly Rule[] = [
  terraformProblem,
  openToInternet,
  exposure,
  sshAroundBastion,
  dbPortWiderThanClients,
  ruleWithoutSource,
  sourceNeverMatches,
  severalSources,
  protocolUnknown,
  portRangeInverted,
  portOutOfRange,
  portZero,
  portsMissing,
  allProtocolsWithPorts,
  icmpTypeCode,
  inlineAndStandalone,
  mixedRuleResources,
  inlineReferenceCycle,
  duplicateRule,
  coveredRule,
  noEgress,
  listeningPortClosed,
  unusedGroup,
  lastInlineBlockRemoved,
  notReplaceable,
  ruleQuota,
  groupsPerInterface,
  nameOrDescription,
  ruleNotInExclusiveList,
  attachedAcrossVpcs,
  referenceAcrossVpcs,
  instanceGroupsInVpc,
  attachmentAndInlineGroups,
  openEgress,
  instanceOnDefaultGroup,
  defaultNotClosed,
  openWebPort,
  widePrivateSource,
  descriptionMissing,
  inlineRules,
  ruleResourceDiscouraged,
  cidrInvalid,
  cidrHostBits,
  cidrWrongFamily,
  cidrLiteralOfManagedNetwork,
  aclInlineAndStandalone,
  associatedTwice,
  unassociated,
  shadowedEntry,
  noReturnPath,
  deniesDirection,
  blocksWhatGroupAllows,
  defaultResourceEmptied,
  ipv6NotCovered,
  entryQuota,
  aclOpenToInternet,
  allPortsOpen,
  duplicateRuleNumber,
  ruleNumberOutOfRange,
  aclPortsMissing,
  icmpTypeMissing,
  aclAllProtocolsWithPorts,
  prefixListDefect,
  endpointAssociatedTwice,
  duplicatePrivateDns,
  gatewayBlockedByEgress,
  gatewayUnsupported,
  httpsClosed,
  interfaceWithoutSubnet,
  otherRegion,
  privateDnsOff,
  intendedFlowBlocked,
  cannotReachTargets,
  healthCheckClosed,
  listenerClosed,
  routeInlineAndStandalone,
  mainTableTwice,
  duplicateDestination,
  targetCount,
  wrongTargetArgument,
  targetWrongFamily,
  targetInOtherVpc,
  privateSubnetToIgw,
  publicSubnetWithoutIgw,
  subnetOnMainTable,
  subnetWithoutIpv6Route,
  endpointRoutedByHand,
  natInPrivateSubnet,
  natRoutedToItself,
  natSingleAz,
  sourceDestCheck,
  vgwPropagationTwice,
  igwAttachment,
  tgwAutoAccept,
  peeringRouteMissingBack,
  peeringRouteOutsidePeer,
  peeringRouteTooWide,
  peeringOptionsTwice,
  subnetOutsideVpc,
  subnetOverlap,
  networkSize,
  cidrsubnetOutOfRange,
  tooFewZones,
  publicIpByDefault,
  instancePublicIp,
  defaultVpcUsed,
  eipTwoTargets,
  eipUnattached,
  databasePublic,
  ec2Classic,
  eksEndpointPublic,
  endpointServiceAutoAccept,
  loadBalancerPublic,
  oneSidedPair,
  databaseInPublicSubnet,
  publicInPrivateSubnet,
  gatewayWithoutRouteTable,
  lambdaWithoutNat,
  publicIpWithoutIgw,
  flowLogMissing,
  flowLogCannotDeliver,
  unknownSuppression,
  staleSuppression,
];
