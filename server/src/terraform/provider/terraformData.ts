import { anyType, stringType } from '../type';
import type { AttributeSchema, BodySchema } from './schema';

const argument: AttributeSchema = { type: anyType, configurable: true, computed: false, sensitive: false };

/**
 * The resource type that Terraform itself brings.
 * https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export const terraformDataSchema: BodySchema = {
  attributes: new Map([
    ['input', argument],
    ['triggers_replace', argument],
    ['id', { type: stringType, configurable: false, computed: true, sensitive: false }],
    ['output', { type: anyType, configurable: false, computed: true, sensitive: false }],
  ]),
  blocks: new Map(),
};
