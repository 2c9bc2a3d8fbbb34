# What expressions.txt refers to.
resource "terraform_data" "x" {
  input = "a"
}

variable "secret" {
  type      = string
  default   = "hush"
  sensitive = true
}

locals {
  template = "hello $${name}"
  list     = ["a"]
}
