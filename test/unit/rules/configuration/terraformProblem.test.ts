import { terraformProblem } from '../../../../server/src/rules/configuration/terraformProblem';
import { checkRule } from '../../../support/rules';

describe('terraform-problem', () => {
  it('tells syntax errors at their place, and the rest is still read', async () => {
    await checkRule(
      terraformProblem,
      `
      resource "aws_subnet" "unfinished" {
        cidr_block «=»
      }

      resource "aws_vpc" "main" {
        cidr_block = «cidrsubnet("10.0.0.0", 8, 1)»
      }
      `,
      'error: Expected a value after =',
      'error: invalid CIDR address: 10.0.0.0',
    );
  });

  it('tells what refers to nothing, and modules that are missing', async () => {
    await checkRule(
      terraformProblem,
      `
      resource "aws_subnet" "a" {
        vpc_id = «aws_vpc.gone.id»
      }

      module "net" {
        source = «"./nowhere"»
      }
      `,
      'error: aws_vpc',
      'error: nowhere',
    );
  });

  it('is silent on what Terraform takes', async () => {
    await checkRule(
      terraformProblem,
      'variable "x" {}\nresource "aws_vpc" "main" {\n  cidr_block = var.x\n}',
    );
  });
});
