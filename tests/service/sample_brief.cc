#include "tests/service/sample_brief.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace filing_review::render {

v1::ReviewBrief BriefOf(const std::string& text) {
  v1::ReviewBrief brief;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &brief));
  return brief;
}

v1::ReviewBrief Sample() {
  return BriefOf(R"pb(
    headline {
      fact_id: "f1"
      value: 45200000
      metric: "MAU"
      as_of: "2023Q1"
      over_one_million: CONDITION_STATE_MET
      summary: "More than 45,200,000 monthly active users of the issuer."
      regimes_triggered: "cn_cybersecurity_review_2021"
      conflict_count: 1
      unread_page_count: 2
      foreign_percent: 23.4
    }
    filing {
      documents { document_id: "main" role: DOCUMENT_ROLE_MAIN sha256: "ab" page_count: 412 }
      issuer: "Lantern Reading Inc. / 灯笼阅读"
      filing_type: FILING_TYPE_F_1
      listing_venue: LISTING_VENUE_US
      filing_date: "2023-05-18"
      languages: LANGUAGE_EN
      languages: LANGUAGE_ZH_HANS
    }
    user_counts {
      fact_id: "f1"
      value: 45200000
      value_text: "45.2 million"
      bound: BOUND_MORE_THAN
      metric: "MAU"
      subject: "Lantern"
      region: REGION_CN_MAINLAND
      as_of: "2023Q1"
      attribution: ATTRIBUTION_ISSUER
      confidence: 0.9
      evidence {
        document: "main"
        page: 12
        role: EVIDENCE_ROLE_FIGURE
        section: "Business"
        quote: "Lantern had more than 45.2 million monthly active users."
      }
    }
    user_counts {
      fact_id: "f1"
      value: 45200000
      value_text: "4,520 万"
      bound: BOUND_MORE_THAN
      metric: "MAU"
      attribution: ATTRIBUTION_ISSUER
      evidence {
        document: "main"
        page: 201
        role: EVIDENCE_ROLE_FIGURE
        quote: "灯笼的月活跃用户超过 4,520 万。"
      }
    }
    user_counts {
      fact_id: "f2"
      value: 900000
      upper_value: 1200000
      bound: BOUND_RANGE
      metric: "PAYING"
      attribution: ATTRIBUTION_OTHER_COMPANY
      evidence { document: "main" page: 33 role: EVIDENCE_ROLE_FIGURE quote: "0.9 to 1.2 million" }
    }
    data_handling {
      category: "collection"
      stance: STANCE_ISSUER_STATES
      evidence { document: "main" page: 40 quote: "We collect names." }
    }
    data_handling {
      category: "quantum_ledger"
      stance: STANCE_RISK
      evidence { document: "main" page: 41 quote: "A ledger may leak." }
    }
    review_statements {
      status: "NOT_CIIO"
      on_advice_of_counsel: true
      form: CONTACT_FORM_UNSTATED
      evidence { document: "main" page: 50 quote: "We have not been named a CIIO." }
    }
    holders {
      fact_id: "h1"
      name: "Harbour Fund Pte. Ltd."
      percent: 12.8
      percent_text: "12.8%"
      stage: HOLDING_STAGE_BEFORE
      jurisdiction: "SG"
      holder_class: HOLDER_CLASS_FOREIGN
      kind: HOLDER_KIND_PRINCIPAL
      government_link: "a state fund"
      evidence { document: "main" page: 150 quote: "Harbour Fund Pte. Ltd. 12.8%" }
    }
    ownership_totals {
      stage: HOLDING_STAGE_BEFORE
      holder_class: HOLDER_CLASS_FOREIGN
      percent: 23.4
    }
    influence {
      kind: "BOARD_RIGHT"
      holder: "Harbour Fund"
      evidence { document: "main" page: 151 quote: "may name a director" }
    }
    assessments {
      regime: "cn_cybersecurity_review_2021"
      title: "Measures for Cybersecurity Review"
      basis: ASSESSMENT_BASIS_IN_FORCE
      outcome: OUTCOME_TRIGGERED
      conditions {
        condition: "issuer_users_over_1m"
        state: CONDITION_STATE_MET
        operand_basis: OPERAND_BASIS_ACTIVE
        explanation: "45,200,000 is above."
      }
      conditions { condition: "new_listing" state: CONDITION_STATE_UNKNOWN }
      notes: "Sums are not made."
    }
    review_factors { factor: "leak" title: "Risk of leaks" }
    conflicts {
      kind: "STATEMENT_CONTRADICTS_FIGURE"
      explanation: "Fewer than a million is said."
      evidence { document: "main" page: 60 quote: "fewer than one million" }
      evidence { document: "main" page: 12 quote: "45.2 million" }
    }
    checklist { item: "minors" state: CHECKLIST_STATE_NOT_READABLE }
    coverage {
      pages_total: 412
      pages_searched: 410
      pages_unread { page: 7 reason: "no_text" }
      pages_unread { page: 8 reason: "no_text" }
    }
    provenance { engine_version: "0.1.0" rule_pack_version: "1" rule_pack_digest: "cd" revision: 1 }
  )pb");
}

}  // namespace filing_review::render
