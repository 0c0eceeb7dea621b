"""What we publish, for the harvester of the Woo-index (domain.md E6).

robots.txt names an index per information category, the index names sitemaps, and a sitemap names documents with their
DiWoo metadata. Apps register what they publish; this floor knows none of them.
"""
