import assert from 'node:assert/strict';
import type { WrittenValue } from '../../../../server/src/terraform/writeJson';
import { evaluateFixture, valuesOf } from '../../../support/terraform';

async function checkValues(text: string, expected: Readonly<Record<string, WrittenValue>>): Promise<void> {
  assert.deepEqual(valuesOf(await evaluateFixture(text), Object.keys(expected)), expected);
}

/** https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb */
describe('defaults of a load balancer', () => {
  it('are those of an Application Load Balancer where no type is given', () =>
    checkValues('resource "aws_lb" "a" {}', {
      'aws_lb.a.load_balancer_type': 'application',
      'aws_lb.a.idle_timeout': 60,
      'aws_lb.a.enable_http2': true,
      'aws_lb.a.enable_cross_zone_load_balancing': null,
    }));

  it('of a Network Load Balancer', () =>
    checkValues('resource "aws_lb" "a" { load_balancer_type = "network" }', {
      'aws_lb.a.idle_timeout': null,
      'aws_lb.a.enable_http2': null,
      'aws_lb.a.xff_header_processing_mode': null,
      'aws_lb.a.enable_cross_zone_load_balancing': false,
      'aws_lb.a.dns_record_client_routing_policy': 'any_availability_zone',
    }));

  it('of a Gateway Load Balancer, by the older name too', () =>
    checkValues('resource "aws_alb" "a" { load_balancer_type = "gateway" }', {
      'aws_alb.a.idle_timeout': null,
      'aws_alb.a.enable_cross_zone_load_balancing': false,
      'aws_alb.a.dns_record_client_routing_policy': null,
    }));

  it('do not stand where something is given', () =>
    checkValues(
      'resource "aws_lb" "a" {\n  load_balancer_type = "network"\n  enable_cross_zone_load_balancing = true\n}',
      { 'aws_lb.a.enable_cross_zone_load_balancing': true },
    ));

  it('are in the whole object as well', () =>
    checkValues('resource "aws_lb" "a" { load_balancer_type = "network" }\nlocals {\n  all = [aws_lb.a]\n}', {
      'local.all[0].idle_timeout': null,
      'local.all[0].load_balancer_type': 'network',
    }));
});

describe('a target group', () => {
  it('has no port and no protocol of its own', () =>
    checkValues('resource "aws_lb_target_group" "a" { target_type = "lambda" }', {
      'aws_lb_target_group.a.port': null,
      'aws_lb_target_group.a.protocol': null,
    }));
});

/** https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function */
describe('defaults of a Lambda function', () => {
  it('are known before it exists', () =>
    checkValues('resource "aws_lambda_function" "a" {\n  function_name = "a"\n  role = "r"\n}', {
      'aws_lambda_function.a.timeout': 3,
      'aws_lambda_function.a.memory_size': 128,
      'aws_lambda_function.a.package_type': 'Zip',
      'aws_lambda_function.a.handler': null,
    }));
});
