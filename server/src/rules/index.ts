import { staleSuppression, unknownSuppression } from './applySuppressions';
import { cidrHostBits } from './cidrs/hostBits';
import { cidrInvalid } from './cidrs/invalid';
import { cidrLiteralOfManagedNetwork } from './cidrs/literalOfManagedNetwork';
import { cidrWrongFamily } from './cidrs/wrongFamily';
import { aclAllProtocolsWithPorts } from './networkAcls/allProtocolsWithPorts';
import { associatedTwice } from './networkAcls/associatedTwice';
import { duplicateRuleNumber } from './networkAcls/duplicateRuleNumber';
import { icmpTypeMissing } from './networkAcls/icmpTypeMissing';
import { aclInlineAndStandalone } from './networkAcls/inlineAndStandalone';
import { aclPortsMissing } from './networkAcls/portsMissing';
import { ruleNumberOutOfRange } from './networkAcls/ruleNumberOutOfRange';
import { shadowedEntry } from './networkAcls/shadowedEntry';
import { unassociated } from './networkAcls/unassociated';
import { terraformProblem } from './configuration/terraformProblem';
import type { Rule } from './rule';
import { allProtocolsWithPorts } from './securityGroups/allProtocolsWithPorts';
import { icmpTypeCode } from './securityGroups/icmpTypeCode';
import { openToInternet } from './securityGroups/openToInternet';
import { portOutOfRange } from './securityGroups/portOutOfRange';
import { portRangeInverted } from './securityGroups/portRangeInverted';
import { portsMissing } from './securityGroups/portsMissing';
import { portZero } from './securityGroups/portZero';
import { protocolUnknown } from './securityGroups/protocolUnknown';
import { ruleWithoutSource } from './securityGroups/ruleWithoutSource';
import { severalSources } from './securityGroups/severalSources';

/** Every rule. What runs, what the settings and suppressions may name, and what the manual lists is this table. */
export const rules: readonly Rule[] = [
  terraformProblem,
  openToInternet,
  ruleWithoutSource,
  severalSources,
  protocolUnknown,
  portRangeInverted,
  portOutOfRange,
  portZero,
  portsMissing,
  allProtocolsWithPorts,
  icmpTypeCode,
  cidrInvalid,
  cidrHostBits,
  cidrWrongFamily,
  cidrLiteralOfManagedNetwork,
  aclInlineAndStandalone,
  associatedTwice,
  unassociated,
  shadowedEntry,
  duplicateRuleNumber,
  ruleNumberOutOfRange,
  aclPortsMissing,
  icmpTypeMissing,
  aclAllProtocolsWithPorts,
  unknownSuppression,
  staleSuppression,
];
