import { strict as assert } from 'node:assert';
import { classify, type RiskClass, riskClasses } from '../../../server/tools/risk.ts';
import { knownLists } from './lists.ts';

/**
 * The class of every tool of the five servers. The catalogue itself gives one to five of them, see `risk.test.ts`; the others
 * are as the heuristic has them, so that a change of it that moves one of them shows here.
 */
const expected: Readonly<Record<string, Readonly<Record<RiskClass, string>>>> = {
  p402: {
    read: 'p402_get_session p402_list_models p402_compare_providers p402_agent_status p402_health',
    write: 'p402_chat p402_create_session',
    execute: '',
    destructive: '',
    financial: '',
  },
  'poolparty-airtime': {
    read: `list_program_modes get_program_mode_manifest list_block_types get_block_type_schema
      preview_slide_block list_channel_templates preview_channel_template resolve_channel
      get_superblock_offerings get_collateral_opportunity get_block_mint_status get_wallet_pooling_state
      get_pooling_receipt get_block_economics get_sim_signer_access get_distribution_report
      get_channel_metrics get_airtime_opportunity get_platform_pulse browse_channels get_channel_stream
      get_channel_feed get_open_submission_calls get_reward_opportunities get_sponsor_opportunities
      list_programming_scope_profiles check_key_request_status get_key_info get_paid_action_receipt
      list_programming_candidates preview_programming_candidate inspect_programming_discovery_inventory
      list_program_queue list_programming_buckets list_live_queue inspect_channel_programming_policy
      simulate_program_queue_publish skip_current_live_item propose_program_order`,
    write: `draft_slide_block_from_project revise_slide_block claim_test_pol claim_test_collateral
      prepare_block_mint finalize_block_mint finalize_pool_support request_pilot_key create_join_session
      attach_wallet_to_session request_media_upload_url complete_media_upload submit_media_block
      prepare_superblock_purchase quote_superblock_reservation quote_sponsor_reservation
      create_channel_from_template update_channel_settings configure_open_call
      admit_programming_candidates create_program_item draft_program_queue set_programming_bucket
      reorder_program_queue publish_program_queue insert_live_next accept_programming_proposal`,
    execute: '',
    destructive: 'remove_live_queue_item',
    financial: 'pool_block withdraw_pool_support complete_sim_pool_back settle_paid_action',
  },
  'studiosphere-pulse': {
    read: 'estimate_cost analyze_track get_job_status get_token_balance list_token_packs',
    write: 'start_trial request_payment_link purchase_token_pack',
    execute: '',
    destructive: '',
    financial: '',
  },
  'token-pilot': {
    read: `smart_read read_symbol read_symbols read_range read_section read_diff read_for_edit smart_read_many
      find_usages project_overview related_files outline session_analytics module_info smart_diff
      explore_area smart_log`,
    write: 'session_snapshot session_budget',
    execute: '',
    destructive: '',
    financial: '',
  },
  'toofi-dental-planning': {
    read: `get_dental_plan_operation_status discover_capabilities lookup_dental_procedures
      preview_plan_draft_schema list_demo_patients get_demo_patient list_demo_plans get_demo_plan
      get_demo_presentation list_patients get_patient list_plans get_plan get_status
      get_agent_credit_balance get_agent_billing_quote list_audit_receipts get_example_result example_en
      example_ru example_uk example_ua example_pl example_sk`,
    write: `generate_dental_treatment_plan_pdf generate_treatment_plan_draft start_pano_markup
      generate_patient_presentation generate_price_estimate import_price_csv create_agent_checkout_session
      claim_agent_checkout_key`,
    execute: '',
    destructive: '',
    financial: '',
  },
};

suite('Risk classes of the five servers', () => {
  for (const [server, classes] of Object.entries(expected)) {
    const list = knownLists.find(([name]) => name === server)?.[1];
    for (const riskClass of riskClasses) {
      test(`${server}: ${riskClass}`, () => {
        const found = list?.tools.filter((tool) => classify(tool).class === riskClass).map(({ name }) => name);
        assert.equal(found?.join(' '), classes[riskClass].replaceAll(/\s+/g, ' '));
      });
    }
  }

  test('these are all of their tools', () => {
    const named = Object.values(expected).flatMap((classes) => Object.values(classes).join(' ').split(/\s+/));
    assert.equal(named.filter((name) => name !== '').length, 8 + 32 + 19 + 71 + 7);
  });
});
