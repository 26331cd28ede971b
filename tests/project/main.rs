//! The project itself: its layers, its README, and what authors are told about broken lessons.

mod broken;
mod broken_blocks;
#[path = "../support/course.rs"]
mod course;
mod examples;
mod foreign;
mod layers;
#[path = "../support/mark.rs"]
mod mark;
mod names;
mod natural;
mod plain;
mod programs;
mod readme;
mod tables;
mod tables_of_people;
mod verbs;
mod worth;
mod writing;
