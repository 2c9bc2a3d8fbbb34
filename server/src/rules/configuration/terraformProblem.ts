import type { Rule, Severity } from '../rule';
import { cidrsubnetProblem } from '../subnets/cidrsubnetOutOfRange';
import type { Problem } from '../../terraform/configuration';

/**
 * What Terraform would refuse: a syntax error, an expression that can not be evaluated, a reference to nothing, a cycle, a
 * module that is not installed. Each costs its own block only; everything else is still checked. Who runs another
 * language server for Terraform can turn it off.
 *
 * Source: https://developer.hashicorp.com/terraform/language
 */
export const terraformProblem: Rule = {
  id: 'terraform-problem',
  severity: 'error',
  title: 'Something that Terraform would refuse',
  check: ({ configuration }) =>
    configuration.problems
      .filter((problem) => cidrsubnetProblem(problem) === undefined)
      .map((problem) => ({
        source: problem.source,
        subject: '',
        severity: severities[problem.severity],
        message: () => problem.message,
      })),
};

const severities: Readonly<Record<Problem['severity'], Severity>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
};
