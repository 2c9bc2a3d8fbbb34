import { checkModule } from './check';

describe('variables', () => {
  it('takes values in the order of Terraform: environment, tfvars, auto.tfvars, command line', () =>
    checkModule({
      files: `
        --- main.tf
        variable "a" {}
        variable "b" {}
        variable "c" {}
        variable "d" {}
        variable "e" {}
        variable "f" { default = "default" }
        --- terraform.tfvars
        b = "tfvars"
        c = "tfvars"
        d = "tfvars"
        e = "tfvars"
        --- terraform.tfvars.json
        {"c": "json", "d": "json", "e": "json"}
        --- b.auto.tfvars
        d = "b.auto"
        --- a.auto.tfvars
        d = "a.auto"
        e = "a.auto"
        --- chosen.tfvars
        e = "chosen"
      `,
      options: {
        environment: new Map([
          ['a', 'environment'],
          ['b', 'environment'],
        ]),
        given: [
          { kind: 'variable', name: 'e', text: 'first' },
          { kind: 'file', path: '/home/space/chosen.tfvars' },
        ],
      },
      values: {
        'var.a': 'environment',
        'var.b': 'tfvars',
        'var.c': 'json',
        'var.d': 'b.auto',
        'var.e': 'chosen',
        'var.f': 'default',
      },
    }));

  it('reads text from outside as text for primitive types, as an expression for others', () =>
    checkModule({
      files: `
        variable "name" {}
        variable "size" { type = number }
        variable "zones" { type = list(string) }
      `,
      options: {
        given: [
          { kind: 'variable', name: 'name', text: '["not a list"]' },
          { kind: 'variable', name: 'size', text: '3' },
          { kind: 'variable', name: 'zones', text: '["a", "b"]' },
        ],
      },
      values: { 'var.name': '["not a list"]', 'var.size': 3, 'var.zones': ['a', 'b'] },
    }));

  it('says of a root variable without value that there is none', () =>
    checkModule({
      files: 'variable "cidrs" { type = list(string) }',
      values: {
        'var.cidrs': { unknown: 'var.cidrs: it has no default and no value was given' },
        'length(var.cidrs)': { unknown: 'var.cidrs: it has no default and no value was given' },
      },
    }));

  it('converts to the type, with defaults of optional attributes at any depth', () =>
    checkModule({
      files: `
        variable "services" {
          type = map(object({
            port  = number
            name  = optional(string)
            rules = optional(list(object({ cidr = string, port = optional(number, 80) })), [{ cidr = "10.0.0.0/8" }])
          }))
          default = {
            a = { port = "8080" }
            b = { port = 1, rules = [{ cidr = "::/0", port = null }, { cidr = "x", port = 5 }] }
          }
        }
      `,
      values: {
        'var.services.a': { name: null, port: 8080, rules: [{ cidr: '10.0.0.0/8', port: 80 }] },
        'var.services.b.rules': [
          { cidr: '::/0', port: 80 },
          { cidr: 'x', port: 5 },
        ],
      },
    }));

  it('puts the default in the place of null where null is not allowed', () =>
    checkModule({
      files: `
        --- main.tf
        module "m" {
          source   = "./m"
          nullable = null
          strict   = null
        }
        --- m/m.tf
        variable "nullable" { default = 1 }
        variable "strict" {
          default  = 2
          nullable = false
        }
        output "both" { value = [var.nullable, var.strict] }
      `,
      values: { 'module.m.both': [null, 2] },
    }));

  it('marks sensitive and ephemeral values, and all that is made of them', () =>
    checkModule({
      files: `
        variable "password" {
          default   = "secret"
          sensitive = true
        }
        variable "token" {
          default   = "t"
          ephemeral = true
        }
        locals { url = "https://\${var.password}@example.com" }
      `,
      values: {
        'var.password': { sensitive: true },
        'local.url': { sensitive: true },
        'var.token': { sensitive: true },
      },
    }));

  it('tells a default and a value that do not fit, a type that is none, and values of no variable', () =>
    checkModule({
      files: `
        --- main.tf
        variable "a" {
          type    = number
          default = "many"
        }
        variable "b" { type = strnig }
        --- terraform.tfvars
        b = "x"
        c = "y"
      `,
      values: {
        'var.a': { unknown: 'var.a: the value does not fit its type: a number is required' },
        'var.b': 'x',
      },
      problems: [
        'terraform.tfvars:2:1 The root module has no variable "c".',
        'main.tf:3:13 This value does not fit the variable "a": a number is required.',
        'main.tf:5:23 "strnig" is not a type: string, number, bool, any, or list(…), set(…), map(…), object({…}), tuple([…]).',
      ],
    }));

  it('refuses references in defaults and files of variables', () =>
    checkModule({
      files: `
        --- main.tf
        variable "a" { default = local.x }
        locals { x = 1 }
      `,
      problems: ['main.tf:1:26 Only a literal value can stand here: "local" refers to something else.'],
    }));
});
