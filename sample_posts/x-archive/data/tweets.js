window.YTD.tweets.part0 = [
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "190000000000000001"
          ],
          "editableUntil": "2026-04-01T10:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.x.example\" rel=\"nofollow\">X Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "94"
      ],
      "favorite_count": "3",
      "id_str": "190000000000000001",
      "truncated": false,
      "retweet_count": "0",
      "id": "190000000000000001",
      "created_at": "Wed Apr 01 09:00:00 +0000 2026",
      "favorited": false,
      "full_text": "Flu shots every Tuesday in May, no appointment needed. Bring your insurance card and a friend!",
      "lang": "en"
    }
  },
  {
    "tweet": {
      "edit_info": {
        "initial": {
          "editTweetIds": [
            "190000000000000002"
          ],
          "editableUntil": "2026-04-01T10:00:00.000Z",
          "editsRemaining": "5",
          "isEditEligible": true
        }
      },
      "retweeted": false,
      "source": "<a href=\"https://mobile.x.example\" rel=\"nofollow\">X Web App</a>",
      "entities": {
        "hashtags": [],
        "symbols": [],
        "user_mentions": [],
        "urls": []
      },
      "display_text_range": [
        "0",
        "75"
      ],
      "favorite_count": "3",
      "id_str": "190000000000000002",
      "truncated": false,
      "retweet_count": "0",
      "id": "190000000000000002",
      "created_at": "Wed Apr 01 09:00:00 +0000 2026",
      "favorited": false,
      "full_text": "\ud83c\udf89 Our patient Lucia Marchetti is 3 years cancer free today! \"Best day ever\"",
      "lang": "en"
    }
  }
]