"""The course of a traject: how it opens, takes in a list and moves on."""
