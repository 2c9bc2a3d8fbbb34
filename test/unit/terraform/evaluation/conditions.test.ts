import { checkModule } from './check';

/** https://developer.hashicorp.com/terraform/language/expressions/custom-conditions */
describe('conditions', () => {
  it('tells a refused default at the default, with what the validation says', () =>
    checkModule({
      files: `
        variable "port" {
          type    = number
          default = 70000

          validation {
            condition     = var.port > 0 && var.port < 65536
            error_message = "A port is between 1 and 65535, not \${var.port}."
          }
        }
      `,
      values: { 'var.port': 70000 },
      problems: ['main.tf:3:13 Invalid value for variable "port": A port is between 1 and 65535, not 70000.'],
    }));

  it('tells a refused value in the file of variables that gives it', () =>
    checkModule({
      files: `
        --- main.tf
        variable "environment" {
          default = "dev"
          validation {
            condition     = contains(["dev", "prod"], var.environment)
            error_message = "Use dev or prod."
          }
        }
        --- terraform.tfvars
        environment = "test"
      `,
      problems: ['terraform.tfvars:1:15 Invalid value for variable "environment": Use dev or prod.'],
    }));

  it('tells a refused value of the command line or the environment at the variable', () =>
    checkModule({
      files: `
        variable "environment" {
          validation {
            condition     = var.environment != "test"
            error_message = "Not test."
          }
        }
      `,
      options: { given: [{ kind: 'variable', name: 'environment', text: 'test' }] },
      problems: ['main.tf:1:1 Invalid value for variable "environment": Not test.'],
    }));

  it('tells a refused argument of a module at the call, once for each call', () =>
    checkModule({
      files: `
        --- main.tf
        module "good" {
          source = "./m"
          cidr   = "10.0.0.0/16"
        }
        module "bad" {
          source = "./m"
          cidr   = "10.0.0.0"
        }
        module "many" {
          source   = "./m"
          for_each = toset(["a", "b"])
          cidr     = "none"
        }
        --- m/m.tf
        variable "cidr" {
          validation {
            condition     = can(cidrnetmask(var.cidr))
            error_message = "Give a CIDR block."
          }
        }
      `,
      problems: [
        'main.tf:7:12 Invalid value for variable "cidr": Give a CIDR block.',
        'main.tf:12:14 Invalid value for variable "cidr": Give a CIDR block.',
      ],
    }));

  it('tells the default where null is given and not allowed', () =>
    checkModule({
      files: `
        --- main.tf
        module "m" {
          source = "./m"
          size   = null
        }
        --- m/m.tf
        variable "size" {
          default  = 0
          nullable = false
          validation {
            condition     = var.size > 0
            error_message = "At least one."
          }
        }
      `,
      problems: ['m/m.tf:2:14 Invalid value for variable "size": At least one.'],
    }));

  it('tells each validation that is not met, and may look at other variables and locals', () =>
    checkModule({
      files: `
        variable "min" { default = 5 }
        locals { most = 3 }
        variable "max" {
          default = 4
          validation {
            condition     = var.max >= var.min
            error_message = "Less than min."
          }
          validation {
            condition     = var.max <= local.most
            error_message = "More than \${local.most}."
          }
        }
      `,
      problems: [
        'main.tf:4:13 Invalid value for variable "max": Less than min.',
        'main.tf:4:13 Invalid value for variable "max": More than 3.',
      ],
    }));

  it('is silent about values that nobody knows', () =>
    checkModule({
      files: `
        variable "cidrs" {
          type = list(string)
          validation {
            condition     = length(var.cidrs) > 0
            error_message = "None."
          }
        }
        variable "vpc" { default = "vpc-1" }
        data "aws_vpc" "chosen" {
          id = var.vpc
          lifecycle {
            postcondition {
              condition     = self.enable_dns_support
              error_message = "No DNS."
            }
          }
        }
        resource "aws_vpc" "main" {
          cidr_block = "10.0.0.0/16"
          lifecycle {
            precondition {
              condition     = data.aws_vpc.chosen.cidr_block != "10.0.0.0/16"
              error_message = "The same block."
            }
          }
        }
      `,
    }));

  it('tells preconditions and postconditions where they stand, for each instance once', () =>
    checkModule({
      files: `
        resource "aws_vpc" "main" {
          for_each   = toset(["10.0.0.0/8", "10.1.0.0/16"])
          cidr_block = each.value
          lifecycle {
            precondition {
              condition     = tonumber(split("/", each.key)[1]) >= 16
              error_message = "\${each.key} is too large for a VPC."
            }
            postcondition {
              condition     = self.cidr_block != "10.1.0.0/16"
              error_message = "\${self.cidr_block} is taken."
            }
          }
        }
        output "vpc" {
          value = aws_vpc.main
          precondition {
            condition     = length(aws_vpc.main) == 1
            error_message = "One VPC only."
          }
        }
      `,
      problems: [
        'main.tf:6:23 Precondition of aws_vpc.main failed: 10.0.0.0/8 is too large for a VPC.',
        'main.tf:10:23 Postcondition of aws_vpc.main failed: 10.1.0.0/16 is taken.',
        'main.tf:18:21 Precondition of output "vpc" failed: One VPC only.',
      ],
    }));

  it('says nothing of instances and modules that may not exist', () =>
    checkModule({
      files: `
        --- main.tf
        variable "many" {}
        resource "aws_vpc" "main" {
          count      = var.many
          cidr_block = "10.0.0.0/8"
          lifecycle {
            precondition {
              condition     = false
              error_message = "Never."
            }
          }
        }
        module "m" {
          source = "./m"
          count  = var.many
          size   = 0
        }
        --- m/m.tf
        variable "size" {
          validation {
            condition     = var.size > 0
            error_message = "At least one."
          }
        }
      `,
    }));

  it('warns of checks, whose own data sources nobody knows', () =>
    checkModule({
      files: `
        locals { regions = ["eu-west-1"] }
        check "regions" {
          assert {
            condition     = length(local.regions) > 1
            error_message = "Only \${local.regions[0]}."
          }
        }
        check "health" {
          data "http" "page" {
            url = "https://example.com"
          }
          assert {
            condition     = data.http.page.status_code == 200
            error_message = "The page is down."
          }
        }
      `,
      problems: ['main.tf:4:21 Check "regions" failed: Only eu-west-1.'],
    }));

  it('does not show a message that is made of a secret', () =>
    checkModule({
      files: `
        variable "password" {
          default   = "short"
          sensitive = true
          validation {
            condition     = length(var.password) > 8
            error_message = "\${var.password} is too short."
          }
        }
      `,
      problems: [
        'main.tf:2:15 Invalid value for variable "password": the condition is not met; its message is sensitive.',
      ],
    }));

  it('tells a condition that is neither true nor false, and goes on without a message', () =>
    checkModule({
      files: `
        variable "a" {
          default = 1
          validation {
            condition     = null
            error_message = "Never said."
          }
          validation { condition = var.a > 1 }
          validation { error_message = "Without a condition." }
          validation {
            condition     = nobody.knows
            error_message = "Never said."
          }
        }
      `,
      problems: [
        'main.tf:4:21 A condition must be either true or false.',
        'main.tf:2:13 Invalid value for variable "a": the condition is not met.',
        'main.tf:10:21 There is no resource "nobody" "knows" in the root module.',
      ],
    }));

  it('tells two checks of one name', () =>
    checkModule({
      files: `
        check "a" {
          assert {
            condition     = true
            error_message = ""
          }
        }
        check "a" {}
      `,
      problems: ['main.tf:7:7 There is a check "a" in this module already: names must be unique.'],
    }));
});
