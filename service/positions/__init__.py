"""What the network wants, demands, proposes, promises or stands behind, sentence by sentence."""
