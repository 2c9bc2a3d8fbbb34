variable "region" {
  description = "Where everything runs."
  type        = string
  default     = "eu-central-1"
}

variable "name" {
  description = "Prefix of all names."
  type        = string
  default     = "shop"
}

variable "vpc_cidr" {
  description = "Primary range of the VPC: load balancer, NAT, databases."
  type        = string
  default     = "10.0.0.0/16"
}

variable "container_cidr" {
  description = "Secondary range of the VPC, so that containers do not use up the primary one."
  type        = string
  default     = "100.64.0.0/16"
}

variable "database_password" {
  description = "Master password of the database."
  type        = string
  sensitive   = true
}
