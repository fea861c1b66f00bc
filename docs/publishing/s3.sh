#!/usr/bin/env bash
# Copies a built site into an S3 bucket that serves a website: bash s3.sh public BUCKET [FOLDER IN IT]
# What did not change is not sent again, and what went is removed. Needs the AWS command line, signed in.
set -euo pipefail
site="${1:?the built folder}"
to="s3://${2:?the bucket}${3:+/$3}"
# Everything but scripts and styles: a browser asks each time whether its copy still is the newest.
aws s3 sync "$site" "$to" --delete --exclude '.throughline-*' --exclude 'assets/*' --exclude '*.csv' --cache-control no-cache
# S3 guesses the kind of a file by its ending, and never says which letters a CSV file has.
aws s3 sync "$site" "$to" --exclude '*' --include '*.csv' --cache-control no-cache --content-type 'text/csv; charset=utf-8'
aws s3 sync "$site/assets" "$to/assets" --delete --cache-control 'public, max-age=3600'
# The page that is sent for what is not there; addresses that name a folder get its index.html.
aws s3 website "s3://$2" --index-document index.html --error-document "${3:+$3/}404.html"
