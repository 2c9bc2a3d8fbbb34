variable "region" {
  description = "Where everything runs."
  type        = string
  default     = "eu-central-1"
}

variable "name" {
  description = "Prefix of all names."
  type        = string
  default     = "web"
}

variable "vpc_cidr" {
  description = "The VPC's range."
  type        = string
  default     = "10.1.0.0/16"
}

variable "office_cidr" {
  description = "From where people may reach the bastion."
  type        = string
  default     = "203.0.113.0/24"
}

variable "image_id" {
  description = "Image of the application servers and of the bastion."
  type        = string
  default     = "ami-0123456789abcdef0"
}

variable "database_password" {
  description = "Master password of the database."
  type        = string
  sensitive   = true
}
