"""What units reported on levels, as information (สารสนเทศ): by district, cluster and size, beside the round before.

The manual, work 3, step 3. A unit whose report was not verified is named, and its figures are in no sum.
"""
